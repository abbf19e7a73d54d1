import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingTrafficRpc, type CallIntake, type CallRecord, type CallView } from '#libs/api/billing/traffic.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { Books } from './support.js';

export const MOBILE = '+393351234567';
export const switchActor: Actor = { kind: 'switch', id: 'switch', roles: ['switch'] };

/** Contracts that call, and what became of their calls, in a billing service under test. */
export class Callers {
  readonly books: Books;
  readonly accounts: Model<Account>;
  readonly entries: Model<LedgerEntry>;

  constructor(private readonly billing: ServiceUnderTest) {
    this.books = new Books(billing);
    this.accounts = billing.app.get(getModelToken('Account'));
    this.entries = billing.app.get(getModelToken('LedgerEntry'));
  }

  /** A contract that is active since October 2026, with December charged. */
  async contract(
    creditCents: number,
    traffic: 'traffic_metered' | 'traffic_flat' = 'traffic_metered',
  ): Promise<string> {
    const account = await this.books.active({
      creditCents,
      services: [{ product: traffic, quantity: 1 }],
      chargedThrough: '2026-12',
      openedAt: new Date('2026-10-01'),
      activatedAt: new Date('2026-10-01'),
    });
    return account._id;
  }

  call(contractId: string, over: Partial<CallRecord> = {}): CallRecord {
    return {
      callId: newId('call'),
      contractId,
      from: '+390212345678',
      to: MOBILE,
      startedAt: '2026-12-09T10:00:00Z',
      seconds: 60,
      ...over,
    };
  }

  record(...records: CallRecord[]): Promise<CallIntake> {
    return this.billing.call(billingTrafficRpc.recordCalls, { records }, switchActor);
  }

  /** As staff see them, newest first. */
  async calls(contractId: string): Promise<CallView[]> {
    return (
      await this.billing.call(billingTrafficRpc.listCalls, { contractId }, { kind: 'system', id: 'test', roles: [] })
    ).items;
  }

  postDays(): Promise<number> {
    return this.billing.get(TrafficPosting).postDaysBefore();
  }

  /** Ledger entries of traffic, in their order. */
  postings(contractId: string): Promise<LedgerEntry[]> {
    return this.entries.find({ contractId, cause: 'traffic' }).sort({ seq: 1 }).lean<LedgerEntry[]>();
  }
}
