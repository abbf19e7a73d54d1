import { Controller, Get, Header, Inject, Post } from '@nestjs/common';
import {
  billingInvoicesRpc,
  InvoicePage,
  InvoiceView,
  ListInvoices,
  OfInvoice,
  WaitingDocumentPage,
} from '#libs/api/billing/invoices.js';
import {
  billingSdiRpc,
  InvoiceDetail,
  ListSdiMessages,
  OfSdiMessage,
  ResendInvoice,
  SdiMessagePage,
} from '#libs/api/billing/sdi.js';
import { PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery, FromRequest } from '../../pipeline/input.js';

const XML = 'application/xml; charset=utf-8';
const PDF = 'application/pdf';
/** Electronic invoices: a customer's own, and all of them for staff. */
@Controller('v1')
export class InvoicesController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('invoices')
  @Answers(InvoicePage, { summary: 'Your invoices, newest first', calls: [billingInvoicesRpc.listInvoices] })
  list(@FromQuery(ListInvoices) query: ListInvoices): Promise<InvoicePage> {
    return this.rpc.call(billingInvoicesRpc.listInvoices, query);
  }

  @Get('invoices/:invoiceId')
  @Answers(InvoiceView, { summary: 'An invoice of yours, and where it is', calls: [billingInvoicesRpc.getInvoice] })
  async get(@FromRequest(OfInvoice) request: OfInvoice): Promise<InvoiceView> {
    const { xml: _xml, ...invoice } = await this.rpc.call(billingInvoicesRpc.getInvoice, request);
    return invoice;
  }

  @Get('invoices/:invoiceId/invoice.pdf')
  @Header('Content-Type', PDF)
  @Answers(undefined, {
    contentType: PDF,
    summary: 'A copy for people of an invoice of yours; the electronic invoice alone is the original',
    calls: [billingSdiRpc.invoicePdf],
  })
  pdf(@FromRequest(OfInvoice) request: OfInvoice): Promise<Buffer> {
    return this.pdfOf(request);
  }

  @Get('invoices/:invoiceId/fattura.xml')
  @Header('Content-Type', XML)
  @Answers(undefined, {
    contentType: 'application/xml',
    summary: 'An invoice of yours as it was issued (FatturaPA FPR12)',
    calls: [billingInvoicesRpc.getInvoice],
  })
  file(@FromRequest(OfInvoice) request: OfInvoice): Promise<string> {
    return this.xmlOf(request);
  }

  @Get('staff/invoices')
  @Answers(InvoicePage, {
    summary: 'Invoices of all customers, newest first',
    calls: [billingInvoicesRpc.listInvoices],
  })
  listAll(@FromQuery(ListInvoices) query: ListInvoices): Promise<InvoicePage> {
    return this.rpc.call(billingInvoicesRpc.listInvoices, query);
  }

  @Get('staff/invoices/:invoiceId')
  @Answers(InvoiceDetail, {
    summary: 'An invoice with everything that happened to it, and what SdI told of it',
    calls: [billingSdiRpc.invoiceDetail],
  })
  detail(@FromRequest(OfInvoice) request: OfInvoice): Promise<InvoiceDetail> {
    return this.rpc.call(billingSdiRpc.invoiceDetail, request);
  }

  @Get('staff/invoices/:invoiceId/invoice.pdf')
  @Header('Content-Type', PDF)
  @Answers(undefined, {
    contentType: PDF,
    summary: 'The copy that the customer has',
    calls: [billingSdiRpc.invoicePdf],
  })
  pdfOfAny(@FromRequest(OfInvoice) request: OfInvoice): Promise<Buffer> {
    return this.pdfOf(request);
  }

  @Post('staff/invoices/:invoiceId/resend')
  @Answers(InvoiceView, {
    status: 200,
    summary:
      'Issue an invoice that SdI rejected again, made out to its holder as corrected: the same number and date, another file name',
    calls: [billingSdiRpc.resendInvoice],
  })
  resend(@FromRequest(ResendInvoice) request: ResendInvoice): Promise<InvoiceView> {
    return this.rpc.call(billingSdiRpc.resendInvoice, request);
  }

  @Get('staff/waiting-documents')
  @Answers(WaitingDocumentPage, {
    summary: 'Invoices and credit notes that are due and not issued, with the reason where they cannot be',
    calls: [billingInvoicesRpc.listWaiting],
  })
  waiting(@FromQuery(PageQuery) query: PageQuery): Promise<WaitingDocumentPage> {
    return this.rpc.call(billingInvoicesRpc.listWaiting, query);
  }

  @Get('staff/sdi-messages')
  @Answers(SdiMessagePage, {
    summary: 'Messages of SdI, newest first; `odd` are those that staff must look at',
    calls: [billingSdiRpc.listSdiMessages],
  })
  messages(@FromQuery(ListSdiMessages) query: ListSdiMessages): Promise<SdiMessagePage> {
    return this.rpc.call(billingSdiRpc.listSdiMessages, query);
  }

  @Get('staff/sdi-messages/:messageId/original')
  @Header('Content-Type', 'application/octet-stream')
  @Answers(undefined, {
    contentType: 'application/octet-stream',
    summary: 'A message of SdI as it came',
    calls: [billingSdiRpc.getSdiMessage],
  })
  async message(@FromRequest(OfSdiMessage) request: OfSdiMessage): Promise<Buffer> {
    return Buffer.from((await this.rpc.call(billingSdiRpc.getSdiMessage, request)).content, 'base64');
  }

  @Get('staff/invoices/:invoiceId/fattura.xml')
  @Header('Content-Type', XML)
  @Answers(undefined, {
    contentType: 'application/xml',
    summary: 'An invoice of any customer as it was issued (FatturaPA FPR12)',
    calls: [billingInvoicesRpc.getInvoice],
  })
  fileOfAny(@FromRequest(OfInvoice) request: OfInvoice): Promise<string> {
    return this.xmlOf(request);
  }

  private async xmlOf(request: OfInvoice): Promise<string> {
    return (await this.rpc.call(billingInvoicesRpc.getInvoice, request)).xml;
  }

  private async pdfOf(request: OfInvoice): Promise<Buffer> {
    return Buffer.from((await this.rpc.call(billingSdiRpc.invoicePdf, request)).content, 'base64');
  }
}
