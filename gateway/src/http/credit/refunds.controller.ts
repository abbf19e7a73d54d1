import { Controller, Get, Header, Inject, Post, Put } from '@nestjs/common';
import {
  ApproveRefund,
  billingRefundsRpc,
  BankFile,
  BankStatusImport,
  ListRefunds,
  OfRefund,
  OfRefundBatch,
  OpenRefund,
  RefundBatch,
  RefundBatchPage,
  RefundPage,
  RefundView,
  SetRefundIban,
} from '#libs/api/billing/refunds.js';
import { PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Residual credit on its way back to its customer (R13). */
@Controller('v1')
export class RefundsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('refunds')
  @Answers(RefundPage, { summary: 'Your refunds, newest first', calls: [billingRefundsRpc.listRefunds] })
  list(@FromQuery(ListRefunds) query: ListRefunds): Promise<RefundPage> {
    return this.rpc.call(billingRefundsRpc.listRefunds, query);
  }

  @Get('refunds/:refundId')
  @Answers(RefundView, { summary: 'A refund', calls: [billingRefundsRpc.getRefund] })
  get(@FromRequest(OfRefund) request: OfRefund): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.getRefund, request);
  }

  @Put('refunds/:refundId/iban')
  @Answers(RefundView, {
    summary: 'Say where to, or correct it after a rejection: an account in the holder’s name',
    calls: [billingRefundsRpc.setRefundIban],
  })
  setIban(@FromRequest(SetRefundIban) request: SetRefundIban): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.setRefundIban, request);
  }

  @Post('contracts/:contractId/refunds')
  @Answers(RefundView, {
    status: 201,
    summary: 'Ask back the credit that is left on a contract that has ended',
    calls: [billingRefundsRpc.openRefund],
  })
  open(@FromRequest(OpenRefund) request: OpenRefund): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.openRefund, request);
  }

  @Get('staff/refunds')
  @Answers(RefundPage, { summary: 'Refunds of all customers, newest first', calls: [billingRefundsRpc.listRefunds] })
  listAll(@FromQuery(ListRefunds) query: ListRefunds): Promise<RefundPage> {
    return this.rpc.call(billingRefundsRpc.listRefunds, query);
  }

  @Get('staff/refunds/:refundId')
  @Answers(RefundView, {
    summary: 'A refund of any customer, with its whole IBAN',
    calls: [billingRefundsRpc.getRefund],
  })
  getAny(@FromRequest(OfRefund) request: OfRefund): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.getRefund, request);
  }

  @Put('staff/refunds/:refundId/iban')
  @Answers(RefundView, {
    summary: 'Write down the IBAN that a customer gave; someone else must then approve',
    calls: [billingRefundsRpc.setRefundIban],
  })
  setIbanFor(@FromRequest(SetRefundIban) request: SetRefundIban): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.setRefundIban, request);
  }

  @Post('staff/refunds/:refundId/approve')
  @Answers(RefundView, {
    status: 200,
    summary: 'Approve the IBAN that you reviewed; above the four-eyes threshold two people must',
    calls: [billingRefundsRpc.approveRefund],
  })
  approve(@FromRequest(ApproveRefund) request: ApproveRefund): Promise<RefundView> {
    return this.rpc.call(billingRefundsRpc.approveRefund, request);
  }

  @Post('staff/refund-batches')
  @Answers(RefundBatch, {
    status: 201,
    summary:
      'Put every approved refund into one file for the bank (pain.001.001.09 or CBIPaymentRequest, as configured)',
    calls: [billingRefundsRpc.exportRefunds],
  })
  async export(): Promise<RefundBatch> {
    const { xml: _xml, ...batch } = await this.rpc.call(billingRefundsRpc.exportRefunds, {});
    return batch;
  }

  @Get('staff/refund-batches')
  @Answers(RefundBatchPage, {
    summary: 'Files made for the bank, newest first',
    calls: [billingRefundsRpc.listRefundBatches],
  })
  batches(@FromQuery(PageQuery) query: PageQuery): Promise<RefundBatchPage> {
    return this.rpc.call(billingRefundsRpc.listRefundBatches, query);
  }

  @Get('staff/refund-batches/:batchId/pain.001.xml')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Answers(undefined, {
    contentType: 'application/xml',
    summary: 'A file for the bank, the same whenever it is asked for',
    calls: [billingRefundsRpc.getRefundBatch],
  })
  async batch(@FromRequest(OfRefundBatch) request: OfRefundBatch): Promise<string> {
    return (await this.rpc.call(billingRefundsRpc.getRefundBatch, request)).xml;
  }

  @Post('staff/refund-statuses')
  @Answers(BankStatusImport, {
    status: 200,
    summary: 'Take what the bank did: pain.002 or CSV; each report counts once however often it is loaded',
    calls: [billingRefundsRpc.importBankStatus],
  })
  importStatus(@FromBody(BankFile) file: BankFile): Promise<BankStatusImport> {
    return this.rpc.call(billingRefundsRpc.importBankStatus, file);
  }
}
