import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  numbersRegisterRpc,
  type AskHolder,
  type EraseIdentity,
  type Erasure,
  type ExportRegister,
  type HolderAnswer,
  type Holdings,
  type InquiryPage,
  type ListHoldings,
  type ListInquiries,
  type RegisterPage,
} from '#libs/api/numbers/register.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { pageSize } from '#libs/platform/page.js';
import { RegisterExport } from './register-export.service.js';
import { Inquiries } from './inquiries.service.js';

@Controller()
export class RegisterRpc {
  constructor(
    @Inject(Inquiries) private readonly inquiries: Inquiries,
    @Inject(RegisterExport) private readonly exports: RegisterExport,
  ) {}

  @HandleRpc(numbersRegisterRpc.heldAt)
  async heldAt(request: AskHolder, context: RequestContext): Promise<HolderAnswer> {
    return this.inquiries.heldAt(request, context);
  }

  @HandleRpc(numbersRegisterRpc.holdings)
  async holdings(request: ListHoldings, context: RequestContext): Promise<Holdings> {
    return this.inquiries.holdings(request, context);
  }

  @HandleRpc(numbersRegisterRpc.inquiries)
  async list(request: ListInquiries): Promise<InquiryPage> {
    return this.inquiries.list(request);
  }

  @HandleRpc(numbersRegisterRpc.export)
  async export(request: ExportRegister, context: RequestContext): Promise<RegisterPage> {
    const { number, reason, cursor, limit } = request;
    const page = await this.exports.page({ number, cursor, limit: pageSize(limit) });
    await this.inquiries.asked(request, context, { what: 'export', subject: number ?? 'all', reason });
    return page;
  }

  @HandleRpc(numbersRegisterRpc.erase)
  async erase(request: EraseIdentity, context: RequestContext): Promise<Erasure> {
    return this.inquiries.erase(request, context);
  }
}
