import { Controller, Inject } from '@nestjs/common';
import type { Locale, RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingCallLimitsRpc,
  type CallLimits,
  type CallSettingsHistory,
  type OfContractPage,
  type RefusedCallPage,
  type SetCallLimits,
  type ShowNumbers,
  type ShownNumbers,
} from '#libs/api/billing/call-limits.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { isOpen } from './call-limits.rules.js';
import { CallLimitsService } from './call-limits.service.js';
import type { CallSettings } from './call-settings.schema.js';
import { CallSettingsStore } from './call-settings.store.js';
import { RefusedCalls } from './refused-calls.service.js';
import { Spending } from './spending.service.js';

@Controller()
export class CallLimitsRpc {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(CallLimitsService) private readonly limits: CallLimitsService,
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(RefusedCalls) private readonly refused: RefusedCalls,
    @Inject(Spending) private readonly spending: Spending,
    @Inject(Rates) private readonly rates: Rates,
  ) {}

  @HandleRpc(billingCallLimitsRpc.get)
  async get({ contractId }: OfContract, { actor, locale }: RequestContext): Promise<CallLimits> {
    return this.viewOf(await this.settings.of(await this.accounts.visible(contractId, actor)), locale);
  }

  @HandleRpc(billingCallLimitsRpc.set)
  async set(request: SetCallLimits, context: RequestContext): Promise<CallLimits> {
    return this.viewOf(await this.limits.set(request, context), context.locale);
  }

  @HandleRpc(billingCallLimitsRpc.history)
  async history({ contractId, ...page }: OfContractPage, context: RequestContext): Promise<CallSettingsHistory> {
    const { items, nextCursor } = await this.limits.history(contractId, page, context);
    return {
      items: items.map(({ _id: id, at, by, before, after }) => ({ id, at: at.toISOString(), by, before, after })),
      ...(nextCursor ? { nextCursor } : {}),
    };
  }

  @HandleRpc(billingCallLimitsRpc.shownNumbers)
  async shownNumbers({ contractId }: OfContract, { actor }: RequestContext): Promise<ShownNumbers> {
    return shownBy(await this.settings.of(await this.accounts.visible(contractId, actor)));
  }

  @HandleRpc(billingCallLimitsRpc.showNumbers)
  async showNumbers(request: ShowNumbers, context: RequestContext): Promise<ShownNumbers> {
    return shownBy(await this.limits.showNumbers(request, context));
  }

  @HandleRpc(billingCallLimitsRpc.refusedCalls)
  refusedCalls(query: OfContractPage, context: RequestContext): Promise<RefusedCallPage> {
    return this.refused.list(query, context);
  }

  private async viewOf(settings: CallSettings, locale: Locale): Promise<CallLimits> {
    const { _id: contractId, ceilingPerMinuteCents, dailyCapCents, monthlyCapCents } = settings;
    const { today, month } = await this.spending.sofar(contractId);
    const classes = this.rates.classes.map((each) => ({
      code: each.code,
      name: each.name[locale],
      open: isOpen(settings, each),
      closedByDefault: each.closed,
    }));
    return {
      contractId,
      classes,
      ceilingPerMinuteCents,
      dailyCapCents,
      monthlyCapCents,
      spentTodayCents: today,
      spentThisMonthCents: month,
    };
  }
}

const shownBy = ({ clearNumbers }: CallSettings): ShownNumbers => ({
  calledNumbers: clearNumbers ? 'clear' : 'masked',
});
