import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { OfContractPage, RefusedCallPage } from '#libs/api/billing/call-limits.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { after, pageOf } from '#libs/platform/page.js';
import { heldSince } from '../../account/account.rules.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { REFUSAL_TEXTS } from './call-limits.rules.js';
import { CallSettingsStore } from './call-settings.store.js';
import type { RefusedCallRow } from './refused-call.schema.js';

const PAGE = 50;

/** Calls that were not let start or go on, for their customer to see why (R27). */
@Injectable()
export class RefusedCalls {
  constructor(
    @InjectModel('RefusedCall') private readonly refused: Model<RefusedCallRow>,
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps why; asked again for the same call, the newest answer stands. */
  async keep(tx: Tx, row: Omit<RefusedCallRow, '_id' | 'createdAt'>): Promise<void> {
    try {
      await this.refused.updateOne(
        { _id: `${row.contractId}:${row.callId}` },
        { $set: { ...row, createdAt: this.clock.now() } },
        { upsert: true, session: tx.session },
      );
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('traffic') : error;
    }
  }

  /** Newest first; of the holder of today only, to the customer (R16). @throws NotFound */
  async list(
    { contractId, cursor, limit = PAGE }: OfContractPage,
    { actor, locale }: RequestContext,
  ): Promise<RefusedCallPage> {
    const account = await this.accounts.visible(contractId, actor);
    const shown = await this.settings.shown(account);
    const since = actor.kind === 'customer' ? heldSince(account) : undefined;
    const rows = await this.refused
      .find({ contractId, ...(since ? { createdAt: { $gte: since } } : {}), ...after(cursor) })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<RefusedCallRow[]>();
    return pageOf(rows, limit, ({ callId, to, createdAt, reason, destination, destinationClass, elapsedSeconds }) => ({
      callId,
      to: shown(to),
      at: createdAt.toISOString(),
      reason,
      text: REFUSAL_TEXTS[reason][locale],
      elapsedSeconds,
      ...(destination ? { destination: this.rates.nameOf(destination, locale), destinationClass } : {}),
    }));
  }
}
