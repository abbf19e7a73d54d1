import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  numbersCarrierRpc,
  type CarrierMessagePage,
  type ExchangeReport,
  type ListCarrierMessages,
} from '#libs/api/numbers/carrier.js';
import type { Empty } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { CarrierExchange } from './carrier-exchange.service.js';
import { CarrierMessages } from './carrier-messages.service.js';

@Controller()
export class CarrierRpc {
  constructor(
    @Inject(CarrierExchange) private readonly carrier: CarrierExchange,
    @Inject(CarrierMessages) private readonly messages: CarrierMessages,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(numbersCarrierRpc.exchange)
  async exchange(request: Empty, context: RequestContext): Promise<ExchangeReport> {
    return this.work.answerOnce(context, request, () => this.carrier.round());
  }

  @HandleRpc(numbersCarrierRpc.messages)
  async list(request: ListCarrierMessages): Promise<CarrierMessagePage> {
    return this.messages.list(request);
  }
}
