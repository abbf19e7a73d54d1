import { Controller, Inject } from '@nestjs/common';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { RAISING_RULES } from './raised-tickets.table.js';
import { TicketRaiser } from './ticket-raiser.service.js';

/** Has one handler for each row of RAISING_RULES, made below. */
@Controller()
export class RaisedTicketsEvents {
  constructor(@Inject(TicketRaiser) readonly raiser: TicketRaiser) {}
}

for (const rule of RAISING_RULES) {
  const descriptor = {
    configurable: true,
    enumerable: false,
    writable: true,
    value(this: RaisedTicketsEvents, body: unknown, delivery: Delivery): Promise<void> {
      return this.raiser.onEvent(rule, body, delivery);
    },
  };
  Object.defineProperty(RaisedTicketsEvents.prototype, rule.on.name, descriptor);
  HandleMessage(rule.on)(RaisedTicketsEvents.prototype, rule.on.name, descriptor);
}
