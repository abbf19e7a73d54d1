import { Controller, Inject } from '@nestjs/common';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import type { DocumentFile } from '#libs/api/billing/documents.js';
import type { InvoiceView, OfInvoice } from '#libs/api/billing/invoices.js';
import {
  billingSdiRpc,
  type InvoiceDetail,
  type ListSdiMessages,
  type OfSdiMessage,
  type ResendInvoice,
  type SdiMessagePage,
  type SdiOriginal,
} from '#libs/api/billing/sdi.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { invoicePdf } from '../invoices/invoice-pdf.format.js';
import { Invoices, invoiceView } from '../invoices/invoices.service.js';
import { Resending } from './resending.service.js';
import { messageView } from './sdi-message.schema.js';
import { SdiMessages } from './sdi-messages.service.js';

/** What became of invoices (R23). */
@Controller()
export class SdiRpc {
  constructor(
    @Inject(Invoices) private readonly invoices: Invoices,
    @Inject(SdiMessages) private readonly messages: SdiMessages,
    @Inject(Resending) private readonly resending: Resending,
  ) {}

  @HandleRpc(billingSdiRpc.invoiceDetail)
  async detail({ invoiceId }: OfInvoice, { actor }: RequestContext): Promise<InvoiceDetail> {
    const invoice = await this.invoices.row(invoiceId, actor);
    const history = (invoice.history ?? []).map((happening) => ({ ...happening, at: happening.at.toISOString() }));
    return {
      ...invoiceView(invoice),
      history,
      errors: [...(invoice.rejection?.errors ?? [])],
      messages: (await this.messages.of(invoiceId)).map(messageView),
    };
  }

  @HandleRpc(billingSdiRpc.invoicePdf)
  async pdf({ invoiceId }: OfInvoice, { actor, locale }: RequestContext): Promise<DocumentFile> {
    const invoice = await this.invoices.row(invoiceId, actor);
    return {
      fileName: `${invoice.number.replace('/', '-')}.pdf`,
      content: (await invoicePdf(invoice, locale)).toString('base64'),
    };
  }

  @HandleRpc(billingSdiRpc.resendInvoice)
  resend(request: ResendInvoice, context: RequestContext): Promise<InvoiceView> {
    return this.resending.resend(request, context);
  }

  @HandleRpc(billingSdiRpc.listSdiMessages)
  list(request: ListSdiMessages): Promise<SdiMessagePage> {
    return this.messages.list(request);
  }

  @HandleRpc(billingSdiRpc.getSdiMessage)
  original({ messageId }: OfSdiMessage): Promise<SdiOriginal> {
    return this.messages.original(messageId);
  }
}
