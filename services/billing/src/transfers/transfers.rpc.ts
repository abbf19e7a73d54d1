import { Controller, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type RequestContext } from '#libs/contracts/actor.js';
import { billingRefundsRpc, type AssignTransfer, type BankFile, type ListUnmatched, type StatementImport, type UnmatchedPage, type UnmatchedTransfer } from '#libs/contracts/billing-refunds.js';
import { Forbidden } from '#libs/contracts/domain-error.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { pageById } from '#libs/platform/page.js';
import type { Unmatched } from './transfer.schema.js';
import { Transfers } from './transfers.service.js';

@Controller()
export class TransfersRpc {
  constructor(
    @Inject(Transfers) private readonly transfers: Transfers,
    @InjectModel('UnmatchedTransfer') private readonly unmatched: Model<Unmatched>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(billingRefundsRpc.importStatement)
  async load(file: BankFile, context: RequestContext): Promise<StatementImport> {
    if (!isStaff(context.actor)) throw new Forbidden();
    return this.work.answerOnce(context, 'transfers.load', file, () => this.transfers.load(file.content));
  }

  @HandleRpc(billingRefundsRpc.listUnmatched)
  async list({ assigned = false, ...query }: ListUnmatched, { actor }: RequestContext): Promise<UnmatchedPage> {
    if (!isStaff(actor)) throw new Forbidden();
    const { items, nextCursor } = await pageById(this.unmatched, { contractId: { $exists: assigned } }, query);
    return { items: items.map(viewOf), nextCursor };
  }

  @HandleRpc(billingRefundsRpc.assignTransfer)
  async assign({ transferId, contractId }: AssignTransfer, { actor }: RequestContext): Promise<UnmatchedTransfer> {
    if (!isStaff(actor)) throw new Forbidden();
    return viewOf(await this.transfers.assign(transferId, contractId));
  }
}

export const viewOf = ({ _id: id, bankReference, amountCents, bookedOn, debtorName, debtorIban, text, contractId, assignedBy }: Unmatched): UnmatchedTransfer => ({
  id, bankReference, amountCents, bookedOn, debtorName, debtorIban, text: text.slice(0, 2_000), assigned: contractId !== undefined, contractId, assignedBy,
});
