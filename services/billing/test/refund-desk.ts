import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingRefundsRpc, type RefundView } from '#libs/api/billing/refunds.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { topUpPostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';

export const IBAN = 'IT60X0542811101000000123456';
export const OTHER_IBAN = 'DE89370400440532013000';

/** A member of the staff who may do with refunds what there is to do. */
export const staff = (): Actor => ({ kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 });

/** Billing on the real database, with contracts that have ended and are owed something. */
export class RefundDesk {
  billing!: ServiceUnderTest;
  private accounts!: Model<Account>;
  readonly anna = staff();

  async start(): Promise<void> {
    process.env.OPERATOR_IBAN = 'IT60X0542811101000000123456';
    this.billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    this.accounts = this.billing.app.get(getModelToken('Account'));
  }

  /** A contract that has ended with this much credit. */
  readonly ended = async (creditCents: number, name = 'Mario Rossi') => {
    const id = newId('con');
    const customerId = newId('cus');
    await this.accounts.create({
      _id: id,
      customerId,
      contractNumber: 'C00000042',
      paymentReference: id,
      holder: { kind: 'private', name, taxCode: 'RSSMRA80A01F205X' },
      state: 'closed',
      numbers: [],
      services: [],
      openedAt: new Date(),
    });
    await this.billing.get(UnitOfWork).run((tx) =>
      this.billing.get(Ledger).post(tx, {
        key: newId('key'),
        contractId: id,
        cause: 'top_up',
        postings: topUpPostings('bank', cents(creditCents)),
      }),
    );
    return { id, customer: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId } satisfies Actor };
  };
  readonly balance = async (id: string): Promise<number> =>
    (await this.accounts.findById(id).lean().orFail()).balanceCents;
  readonly opened = ({ id, customer }: Ended, iban: string | undefined = IBAN) =>
    this.billing.call(
      billingRefundsRpc.openRefund,
      { contractId: id, ...(iban ? { iban, accountHolder: 'ROSSI MARIO' } : {}) },
      customer,
    );
  /** Whoever approves has read the refund, with its whole IBAN. */
  readonly approve = async (refund: RefundView, by = this.anna) =>
    this.billing.call(
      billingRefundsRpc.approveRefund,
      { refundId: refund.id, iban: (await this.get(refund)).iban! },
      by,
    );
  readonly exportAll = () => this.billing.call(billingRefundsRpc.exportRefunds, {}, this.anna);
  readonly report = (content: string) => this.billing.call(billingRefundsRpc.importBankStatus, { content }, this.anna);
  readonly get = (refund: RefundView) =>
    this.billing.call(billingRefundsRpc.getRefund, { refundId: refund.id }, this.anna);
  readonly csv = (...rows: [RefundView, string, string?][]) =>
    [
      'end_to_end_id,status,reason',
      ...rows.map(([{ endToEndId }, status, reason = '']) => `${endToEndId},${status},${reason}`),
    ].join('\n');
  readonly exported = async (creditCents = 1_000): Promise<RefundView> => {
    const refund = await this.opened(await this.ended(creditCents));
    await this.approve(refund);
    await this.exportAll();
    return this.get(refund);
  };
  readonly payable = async (): Promise<number> =>
    (await this.billing.get(HouseAccounts).totals())
      .filter(({ account }) => account === 'refunds_payable')
      .reduce((total, row) => total + row.cents, 0);
}

type Ended = Awaited<ReturnType<RefundDesk['ended']>>;
