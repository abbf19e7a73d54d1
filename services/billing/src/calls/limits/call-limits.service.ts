import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AccountClosed } from '#libs/api/errors/billing/credit.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { SetCallLimits, ShowNumbers } from '#libs/api/billing/call-limits.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { pageById } from '#libs/platform/page.js';
import { heldSince } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { overrides, stateOf } from './call-limits.rules.js';
import type { CallSettings, CallSettingsChangeRow } from './call-settings.schema.js';
import { CallSettingsStore } from './call-settings.store.js';

/** What customers set about calls: their limits (R27) and how called numbers are shown (R28). Every change is kept. */
@Injectable()
export class CallLimitsService {
  constructor(
    @InjectModel('CallSettings') private readonly settings: Model<CallSettings>,
    @InjectModel('CallSettingsChange') private readonly changes: Model<CallSettingsChangeRow>,
    @Inject(CallSettingsStore) private readonly store: CallSettingsStore,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Sets all limits; the same again changes nothing. @throws NotFound, AccountClosed, InvalidInput naming a class that does not exist */
  set(request: SetCallLimits, context: RequestContext): Promise<CallSettings> {
    const { contractId, openClasses, ceilingPerMinuteCents, dailyCapCents, monthlyCapCents } = request;
    return this.work.once(context, request, async () => {
      const account = await this.accounts.visible(contractId, context.actor);
      if (account.state === 'closed') throw new AccountClosed();
      return this.change(account, context, {
        ...overrides(this.rates.classes, openClasses),
        ceilingPerMinuteCents,
        dailyCapCents,
        monthlyCapCents,
      });
    });
  }

  /** @throws NotFound */
  showNumbers(request: ShowNumbers, context: RequestContext): Promise<CallSettings> {
    return this.work.once(context, request, async () =>
      this.change(await this.accounts.visible(request.contractId, context.actor), context, {
        clearNumbers: request.calledNumbers === 'clear',
      }),
    );
  }

  /** Newest first; of the holder of today only, to the customer (R16). @throws NotFound */
  async history(
    contractId: string,
    page: { cursor?: string; limit?: number },
    { actor }: RequestContext,
  ): Promise<{ items: CallSettingsChangeRow[]; nextCursor?: string }> {
    const account = await this.accounts.visible(contractId, actor);
    const own = actor.kind === 'customer' && heldSince(account) ? { customerId: account.customerId } : {};
    return pageById(this.changes, { contractId, ...own }, page);
  }

  private async change(
    account: Account,
    { actor }: RequestContext,
    change: Partial<CallSettings>,
  ): Promise<CallSettings> {
    const before = await this.store.of(account);
    const after: CallSettings = { ...before, ...change, version: before.version + 1 };
    const [was, is] = [before, after].map((each) => stateOf(this.rates.classes, each));
    if (hashOf(was) === hashOf(is)) return before;
    const { _id, ...fields } = after;
    try {
      const { matchedCount, upsertedCount } = await this.settings.replaceOne({ _id, version: before.version }, fields, {
        upsert: before.version === 0,
      });
      if (matchedCount + upsertedCount !== 1) throw new RunAgain('call settings');
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('call settings') : error;
    }
    await this.changes.create([
      {
        _id: newId('clc'),
        contractId: _id,
        customerId: account.customerId,
        at: this.clock.now(),
        by: actor.id,
        before: was!,
        after: is!,
      },
    ]);
    return after;
  }
}
