import { Readable } from 'node:stream';
import { Controller, Get, Inject, Post, type StreamableFile } from '@nestjs/common';
import {
  accountsDataRightsRpc,
  AskForCustomer,
  DataExportPage,
  DataExportView,
  ErasurePage,
  ErasureView,
  OfCustomerRights,
  OfDataExport,
  OfErasure,
} from '#libs/api/accounts/data-rights.js';
import { Empty, PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { download } from '../../pipeline/download.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** A person's rights over its data (R29): a copy of all that is kept, and its erasure. */
@Controller('v1')
export class DataRightsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('data-exports')
  @Answers(DataExportView, {
    status: 202,
    summary: 'Ask for a copy of everything that is kept about you; an email tells when it is ready',
    calls: [accountsDataRightsRpc.requestExport],
  })
  requestExport(@FromBody(Empty) request: Empty): Promise<DataExportView> {
    return this.rpc.call(accountsDataRightsRpc.requestExport, request);
  }

  @Get('data-exports')
  @Answers(DataExportPage, { summary: 'Your copies, newest first', calls: [accountsDataRightsRpc.listExports] })
  listExports(@FromQuery(PageQuery) query: PageQuery): Promise<DataExportPage> {
    return this.rpc.call(accountsDataRightsRpc.listExports, query);
  }

  @Get('data-exports/:exportId')
  @Answers(DataExportView, {
    summary: 'How far a copy is, and until when it can be fetched',
    calls: [accountsDataRightsRpc.getExport],
  })
  getExport(@FromRequest(OfDataExport) request: OfDataExport): Promise<DataExportView> {
    return this.rpc.call(accountsDataRightsRpc.getExport, request);
  }

  @Get('data-exports/:exportId/archive.zip')
  @Answers(undefined, {
    summary: 'The copy itself: JSON by service, with documents and attachments as they are kept',
    contentType: 'application/zip',
    calls: [accountsDataRightsRpc.getExport, accountsDataRightsRpc.readExport],
  })
  async archive(@FromRequest(OfDataExport) { exportId }: OfDataExport): Promise<StreamableFile> {
    const { bytes } = await this.rpc.call(accountsDataRightsRpc.getExport, { exportId });
    // What refuses does so now, while the answer can still say it.
    const first = await this.piece(exportId, 0);
    return download(`openvoip-${exportId}.zip`, Readable.from(this.pieces(exportId, first)), {
      type: 'application/zip',
      length: bytes,
    });
  }

  private async *pieces(exportId: string, first: { content: Buffer; more: boolean }): AsyncGenerator<Buffer> {
    yield first.content;
    for (let index = 1, more = first.more; more; index++) {
      const piece = await this.piece(exportId, index);
      yield piece.content;
      more = piece.more;
    }
  }

  private async piece(exportId: string, index: number): Promise<{ content: Buffer; more: boolean }> {
    const { content, more } = await this.rpc.call(accountsDataRightsRpc.readExport, { exportId, index });
    return { content: Buffer.from(content, 'base64'), more };
  }

  @Post('erasures')
  @Answers(ErasureView, {
    status: 202,
    summary:
      'Have your data erased, once nothing is open any more; your sign-in goes with it. What the law keeps is told with why and until when',
    calls: [accountsDataRightsRpc.requestErasure],
  })
  requestErasure(@FromBody(Empty) request: Empty): Promise<ErasureView> {
    return this.rpc.call(accountsDataRightsRpc.requestErasure, request);
  }

  @Get('erasures/:erasureId')
  @Answers(ErasureView, {
    summary: 'What was erased, and what is kept, why and until when',
    calls: [accountsDataRightsRpc.getErasure],
  })
  getErasure(@FromRequest(OfErasure) request: OfErasure): Promise<ErasureView> {
    return this.rpc.call(accountsDataRightsRpc.getErasure, request);
  }

  @Post('staff/customers/:customerId/data-exports')
  @Answers(DataExportView, {
    status: 202,
    summary: 'Ask for a copy of everything that is kept about a customer, on its behalf: the customer fetches it',
    calls: [accountsDataRightsRpc.requestExportFor],
  })
  requestExportFor(@FromRequest(AskForCustomer) request: AskForCustomer): Promise<DataExportView> {
    return this.rpc.call(accountsDataRightsRpc.requestExportFor, request);
  }

  @Get('staff/customers/:customerId/data-exports')
  @Answers(DataExportPage, {
    summary: "A customer's copies, newest first",
    calls: [accountsDataRightsRpc.listExportsOf],
  })
  listExportsOf(@FromRequest(OfCustomerRights) request: OfCustomerRights): Promise<DataExportPage> {
    return this.rpc.call(accountsDataRightsRpc.listExportsOf, request);
  }

  @Post('staff/customers/:customerId/erasures')
  @Answers(ErasureView, {
    status: 202,
    summary: "Have a customer's data erased, on its behalf",
    calls: [accountsDataRightsRpc.requestErasureFor],
  })
  requestErasureFor(@FromRequest(AskForCustomer) request: AskForCustomer): Promise<ErasureView> {
    return this.rpc.call(accountsDataRightsRpc.requestErasureFor, request);
  }

  @Get('staff/customers/:customerId/erasures')
  @Answers(ErasurePage, {
    summary: "A customer's erasures, and what is kept of it, why and until when",
    calls: [accountsDataRightsRpc.listErasuresOf],
  })
  listErasuresOf(@FromRequest(OfCustomerRights) request: OfCustomerRights): Promise<ErasurePage> {
    return this.rpc.call(accountsDataRightsRpc.listErasuresOf, request);
  }
}
