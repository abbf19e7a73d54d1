import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { billingRpc, type Quote, type QuoteRequest } from '#libs/api/billing/billing.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Clock } from '#libs/platform/clock.js';
import { Quotes } from './quotes.service.js';

@Controller()
export class QuotesRpc {
  constructor(
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @HandleRpc(billingRpc.quote)
  quote({ services }: QuoteRequest, { locale }: RequestContext): Quote {
    return this.quotes.quote(services, this.clock.now(), locale);
  }
}
