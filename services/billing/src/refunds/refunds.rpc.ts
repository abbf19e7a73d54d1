import { Controller, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingRefundsRpc,
  type ApproveRefund,
  type BankFile,
  type BankStatusImport as Imported,
  type ListRefunds,
  type OfRefund,
  type OfRefundBatch,
  type OpenRefund,
  type RefundBatchFile,
  type RefundBatchPage,
  type RefundPage,
  type RefundView,
  type SetRefundIban,
} from '#libs/api/billing/refunds.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { pageById } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../account/account.schema.js';
import { BankStatusImport } from './bank-status.service.js';
import { RefundBatches } from './refund-batches.service.js';
import type { Refund, RefundBatchRow } from './refund.schema.js';
import { batchView, refundView } from './refund.view.js';
import { Refunds } from './refunds.service.js';

@Controller()
export class RefundsRpc {
  constructor(
    @InjectModel('Refund') private readonly model: Model<Refund>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('RefundBatch') private readonly batchModel: Model<RefundBatchRow>,
    @Inject(Refunds) private readonly refunds: Refunds,
    @Inject(RefundBatches) private readonly batches: RefundBatches,
    @Inject(BankStatusImport) private readonly status: BankStatusImport,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(billingRefundsRpc.listRefunds)
  async list({ contractId, state, ...query }: ListRefunds, { actor }: RequestContext): Promise<RefundPage> {
    const own = isStaff(actor) ? {} : { customerId: actor.customerId ?? '-' };
    // A contract of somebody else does not exist (nasty case 13).
    if (
      contractId &&
      !(await this.accounts.exists({ _id: contractId, ...own })) &&
      !(await this.model.exists({ contractId, ...own }))
    )
      throw new NotFound('contract');
    const { items, nextCursor } = await pageById(
      this.model,
      { ...own, ...(contractId ? { contractId } : {}), ...(state ? { state } : {}) },
      query,
    );
    return { items: items.map((refund) => refundView(refund, actor)), nextCursor };
  }

  @HandleRpc(billingRefundsRpc.getRefund)
  async get({ refundId }: OfRefund, { actor }: RequestContext): Promise<RefundView> {
    return refundView(await this.refunds.visible(refundId, actor), actor);
  }

  @HandleRpc(billingRefundsRpc.openRefund)
  open(request: OpenRefund, context: RequestContext): Promise<RefundView> {
    const { contractId, ...to } = request;
    return this.work.once(context, request, async (tx) =>
      refundView(await this.refunds.openResidual(tx, contractId, context.actor, to), context.actor),
    );
  }

  @HandleRpc(billingRefundsRpc.setRefundIban)
  setIban(request: SetRefundIban, context: RequestContext): Promise<RefundView> {
    const { refundId, iban, accountHolder } = request;
    return this.work.once(context, request, async (tx) =>
      refundView(await this.refunds.setIban(tx, refundId, iban, accountHolder, context.actor), context.actor),
    );
  }

  @HandleRpc(billingRefundsRpc.approveRefund)
  approve(request: ApproveRefund, context: RequestContext): Promise<RefundView> {
    const { refundId, iban } = request;
    return this.work.once(context, request, async (tx) =>
      refundView(await this.refunds.approve(tx, refundId, iban, context.actor), context.actor),
    );
  }

  @HandleRpc(billingRefundsRpc.exportRefunds)
  async export(_: PageQuery, context: RequestContext): Promise<RefundBatchFile> {
    const batch = await this.batches.export(context);
    return { ...batchView(batch), xml: batch.xml };
  }

  @HandleRpc(billingRefundsRpc.listRefundBatches)
  async listBatches(query: PageQuery): Promise<RefundBatchPage> {
    const { items, nextCursor } = await pageById(this.batchModel, {}, query, { xml: 0 });
    return { items: items.map(batchView), nextCursor };
  }

  @HandleRpc(billingRefundsRpc.getRefundBatch)
  async getBatch({ batchId }: OfRefundBatch): Promise<RefundBatchFile> {
    const batch = await this.batches.get(batchId);
    return { ...batchView(batch), xml: batch.xml };
  }

  @HandleRpc(billingRefundsRpc.importBankStatus)
  async importStatus(file: BankFile, context: RequestContext): Promise<Imported> {
    return this.work.answerOnce(context, file, async () => ({
      rows: await this.status.load(file.content),
    }));
  }
}
