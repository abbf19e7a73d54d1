import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  ticketsPersonalDataRpc,
  type ErasureReport,
  type Obstacles,
  type OfPersonalData,
  type PersonalDataPage,
  type ReadPersonalData,
} from '#libs/api/kernel/personal-data.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { assertOwnData } from '#libs/platform/personal-data.js';
import { Eraser } from './eraser.service.js';
import { PersonalData } from './personal-data.service.js';

@Controller()
export class PersonalDataRpc {
  constructor(
    @Inject(PersonalData) private readonly personal: PersonalData,
    @Inject(Eraser) private readonly eraser: Eraser,
  ) {}

  @HandleRpc(ticketsPersonalDataRpc.read)
  read(request: ReadPersonalData, { actor }: RequestContext): Promise<PersonalDataPage> {
    assertOwnData(actor, request.customerId);
    return this.personal.read(request);
  }

  @HandleRpc(ticketsPersonalDataRpc.obstacles)
  async obstacles(of: OfPersonalData, { actor }: RequestContext): Promise<Obstacles> {
    assertOwnData(actor, of.customerId);
    return { items: await this.personal.obstacles(of) };
  }

  @HandleRpc(ticketsPersonalDataRpc.erase)
  erase(of: OfPersonalData, { actor }: RequestContext): Promise<ErasureReport> {
    assertOwnData(actor, of.customerId);
    return this.eraser.erase(of);
  }
}
