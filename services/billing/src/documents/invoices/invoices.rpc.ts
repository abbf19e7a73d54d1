import { Controller, Inject } from '@nestjs/common';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingInvoicesRpc,
  type InvoiceFile,
  type InvoicePage,
  type ListInvoices,
  type OfInvoice,
  type WaitingDocumentPage,
} from '#libs/api/billing/invoices.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Invoices } from './invoices.service.js';
import { WaitingDocuments } from './waiting-documents.service.js';

@Controller()
export class InvoicesRpc {
  constructor(
    @Inject(Invoices) private readonly invoices: Invoices,
    @Inject(WaitingDocuments) private readonly waiting: WaitingDocuments,
  ) {}

  @HandleRpc(billingInvoicesRpc.listInvoices)
  list(request: ListInvoices, { actor }: RequestContext): Promise<InvoicePage> {
    return this.invoices.list(request, actor);
  }

  @HandleRpc(billingInvoicesRpc.getInvoice)
  get({ invoiceId }: OfInvoice, { actor }: RequestContext): Promise<InvoiceFile> {
    return this.invoices.get(invoiceId, actor);
  }

  @HandleRpc(billingInvoicesRpc.listWaiting)
  listWaiting(request: PageQuery): Promise<WaitingDocumentPage> {
    return this.waiting.list(request);
  }
}
