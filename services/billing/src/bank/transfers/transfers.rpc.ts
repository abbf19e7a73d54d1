import { Controller, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingRefundsRpc,
  type AssignTransfer,
  type BankFile,
  type DismissTransfer,
  type ListUnmatched,
  type StatementImport,
  type UnmatchedPage,
  type UnmatchedTransfer,
} from '#libs/api/billing/refunds.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { pageById } from '#libs/platform/page.js';
import { unmatchedThatAre, type Unmatched } from './transfer.schema.js';
import { Transfers } from './transfers.service.js';
import { UnmatchedTransfers } from './unmatched.service.js';

@Controller()
export class TransfersRpc {
  constructor(
    @Inject(Transfers) private readonly transfers: Transfers,
    @Inject(UnmatchedTransfers) private readonly waiting: UnmatchedTransfers,
    @InjectModel('UnmatchedTransfer') private readonly unmatched: Model<Unmatched>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(billingRefundsRpc.importStatement)
  async load(file: BankFile, context: RequestContext): Promise<StatementImport> {
    return this.work.answerOnce(context, file, () => this.transfers.load(file.content));
  }

  @HandleRpc(billingRefundsRpc.listUnmatched)
  async list({ assigned, dismissed, ...query }: ListUnmatched): Promise<UnmatchedPage> {
    const { items, nextCursor } = await pageById(this.unmatched, unmatchedThatAre({ assigned, dismissed }), query);
    return { items: items.map(viewOf), nextCursor };
  }

  @HandleRpc(billingRefundsRpc.assignTransfer)
  async assign({ transferId, contractId }: AssignTransfer): Promise<UnmatchedTransfer> {
    return viewOf(await this.waiting.assign(transferId, contractId));
  }

  @HandleRpc(billingRefundsRpc.dismissTransfer)
  async dismiss(request: DismissTransfer, context: RequestContext): Promise<UnmatchedTransfer> {
    return this.work.answerOnce(context, request, async () =>
      viewOf(await this.waiting.dismiss(request.transferId, request.reason)),
    );
  }
}

const CLIPPED = 140;

const viewOf = ({
  _id: id,
  bankReference,
  amountCents,
  currency = 'EUR',
  bookedOn,
  reason = 'no_contract',
  like,
  debtorName,
  debtorIban,
  text,
  contractId,
  assignedBy,
  dismissal,
  dismissedBy,
  dismissedAt,
}: Unmatched): UnmatchedTransfer => ({
  id,
  bankReference,
  amountCents,
  currency: currency.slice(0, 3),
  bookedOn,
  reason,
  like,
  debtorName: debtorName?.slice(0, CLIPPED),
  debtorIban: debtorIban?.slice(0, 40),
  text: text.slice(0, 2_000),
  assigned: contractId !== undefined,
  contractId,
  assignedBy,
  dismissed: dismissedAt !== undefined && contractId === undefined,
  dismissal,
  dismissedBy,
  dismissedAt: dismissedAt?.toISOString(),
});
