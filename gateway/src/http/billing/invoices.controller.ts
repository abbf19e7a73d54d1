import { Controller, Get, Header, Inject } from '@nestjs/common';
import { billingInvoicesRpc, InvoicePage, ListInvoices, OfInvoice } from '#libs/contracts/billing-invoices.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery, FromRequest } from '../../pipeline/input.js';

const XML = 'application/xml; charset=utf-8';

/** Electronic invoices: a customer's own, and all of them for staff. */
@Controller('v1')
export class InvoicesController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('invoices')
  @Answers(InvoicePage, { summary: 'Your invoices, newest first' })
  list(@FromQuery(ListInvoices) query: ListInvoices): Promise<InvoicePage> {
    return this.rpc.call(billingInvoicesRpc.listInvoices, query);
  }

  @Get('invoices/:invoiceId/fattura.xml')
  @Header('Content-Type', XML)
  @Answers(undefined, { contentType: 'application/xml', summary: 'An invoice of yours as it was issued (FatturaPA FPR12)' })
  file(@FromRequest(OfInvoice) request: OfInvoice): Promise<string> {
    return this.xmlOf(request);
  }

  @Get('staff/invoices')
  @Answers(InvoicePage, { summary: 'Invoices of all customers, newest first' })
  listAll(@FromQuery(ListInvoices) query: ListInvoices): Promise<InvoicePage> {
    return this.rpc.call(billingInvoicesRpc.listInvoices, query);
  }

  @Get('staff/invoices/:invoiceId/fattura.xml')
  @Header('Content-Type', XML)
  @Answers(undefined, { contentType: 'application/xml', summary: 'An invoice of any customer as it was issued (FatturaPA FPR12)' })
  fileOfAny(@FromRequest(OfInvoice) request: OfInvoice): Promise<string> {
    return this.xmlOf(request);
  }

  private async xmlOf(request: OfInvoice): Promise<string> {
    return (await this.rpc.call(billingInvoicesRpc.getInvoice, request)).xml;
  }
}
