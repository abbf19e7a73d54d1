import { Controller, Inject } from '@nestjs/common';
import {
  accountsDataRightsRpc,
  type AskForCustomer,
  type DataExportPage,
  type DataExportPiece,
  type DataExportView,
  type ErasurePage,
  type ErasuresNow,
  type ErasureView,
  type OfCustomerRights,
  type OfDataExport,
  type OfErasure,
  type ReadDataExport,
} from '#libs/api/accounts/data-rights.js';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import {
  accountsPersonalDataRpc,
  type PersonalDataPage,
  type ReadPersonalData,
} from '#libs/api/kernel/personal-data.js';
import type { Empty, PageQuery } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { assertOwnData } from '#libs/platform/personal-data.js';
import { DataExports } from './data-exports.service.js';
import { Erasures } from './erasures.service.js';
import { PersonalData } from './personal-data.service.js';

@Controller()
export class DataRightsRpc {
  constructor(
    @Inject(DataExports) private readonly exports: DataExports,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(PersonalData) private readonly personal: PersonalData,
  ) {}

  @HandleRpc(accountsDataRightsRpc.requestExport)
  requestExport(_request: Empty, context: RequestContext): Promise<DataExportView> {
    return this.exports.request(context.actor.customerId, context);
  }

  @HandleRpc(accountsDataRightsRpc.requestExportFor)
  requestExportFor({ customerId, reason }: AskForCustomer, context: RequestContext): Promise<DataExportView> {
    return this.exports.request(customerId, context, reason);
  }

  @HandleRpc(accountsDataRightsRpc.listExports)
  listExports(query: PageQuery, { actor }: RequestContext): Promise<DataExportPage> {
    return this.exports.list(actor.customerId, query);
  }

  @HandleRpc(accountsDataRightsRpc.listExportsOf)
  listExportsOf({ customerId, ...query }: OfCustomerRights): Promise<DataExportPage> {
    return this.exports.list(customerId, query);
  }

  @HandleRpc(accountsDataRightsRpc.getExport)
  getExport({ exportId }: OfDataExport, { actor }: RequestContext): Promise<DataExportView> {
    return this.exports.get(exportId, actor);
  }

  @HandleRpc(accountsDataRightsRpc.readExport)
  readExport(request: ReadDataExport, { actor }: RequestContext): Promise<DataExportPiece> {
    return this.exports.read(request, actor);
  }

  @HandleRpc(accountsDataRightsRpc.requestErasure)
  requestErasure(_request: Empty, context: RequestContext): Promise<ErasureView> {
    return this.erasures.request(context.actor.customerId, context);
  }

  @HandleRpc(accountsDataRightsRpc.requestErasureFor)
  requestErasureFor({ customerId, reason }: AskForCustomer, context: RequestContext): Promise<ErasureView> {
    return this.erasures.request(customerId, context, reason);
  }

  @HandleRpc(accountsDataRightsRpc.getErasure)
  getErasure({ erasureId }: OfErasure, context: RequestContext): Promise<ErasureView> {
    return this.erasures.get(erasureId, context);
  }

  @HandleRpc(accountsDataRightsRpc.erasuresNow)
  erasuresNow(_request: Empty): Promise<ErasuresNow> {
    return this.erasures.now();
  }

  @HandleRpc(accountsDataRightsRpc.listErasuresOf)
  listErasuresOf({ customerId, ...query }: OfCustomerRights, context: RequestContext): Promise<ErasurePage> {
    return this.erasures.list(customerId, query, context.locale);
  }

  @HandleRpc(accountsPersonalDataRpc.read)
  read(request: ReadPersonalData, { actor }: RequestContext): Promise<PersonalDataPage> {
    assertOwnData(actor, request.customerId);
    return this.personal.read(request);
  }
}
