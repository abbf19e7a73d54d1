import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { InvoiceNotValid } from '#libs/api/errors/billing/documents.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { InvoiceView } from '#libs/api/billing/invoices.js';
import { invoiceMoved, type ResendInvoice } from '#libs/api/billing/sdi.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import { identityProblems, normalisedIdentity, registeredHolder } from '#libs/italy/identity.js';
import { sha256Of } from '#libs/platform/ids.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { fatturaPaAgain, fileNameOf, schemaProblems } from '../invoices/fattura-pa.format.js';
import { stateOf, type FormerFile, type InvoiceHistoryEntry } from '../invoices/invoice-history.rules.js';
import { invoiceLife } from '../invoices/invoice-life.rules.js';
import { fileCode } from '../invoices/invoice.rules.js';
import { INVOICE_COUNTER, type Invoice, type InvoiceCounter } from '../invoices/invoice.schema.js';
import { invoiceView } from '../invoices/invoices.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { operatorOf } from '../invoices/operator.rules.js';
import { SDI, type SdiExchange } from '../sdi-exchange/sdi.port.js';
import { InvoiceStore } from '../invoices/invoice.store.js';

/** Sends rejected invoices again (R23). */
@Injectable()
export class Resending {
  constructor(
    @InjectModel('Invoice') private readonly invoices: ReadModel<Invoice>,
    @Inject(InvoiceStore) private readonly store: InvoiceStore,
    @InjectModel('InvoiceCounter') private readonly counters: Model<InvoiceCounter>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(OperatorConfig) private readonly operator: OperatorConfig,
    @Inject(SDI) private readonly sdi: SdiExchange | undefined,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Issues a rejected invoice again under its number and date, with a new file name, made out to its holder as corrected: in the
   * request, or else in the customer's data. @throws NotFound, InvoiceNotRejected, InvoiceNotValid, InvalidInput, OperatorIdentityMissing
   */
  async resend(request: ResendInvoice, context: RequestContext): Promise<InvoiceView> {
    const problems = request.holder ? identityProblems(request.holder, 'holder') : [];
    if (problems.length > 0) throw new InvalidInput(problems);
    return this.work.once(context, request, async (tx) => {
      const invoice = await this.invoices.findById(request.invoiceId).lean<Invoice>();
      if (!invoice) throw new NotFound('invoice');
      invoiceLife.move(stateOf(invoice), 'reissue', 'staff');
      return this.issueAgain(
        invoice,
        request.holder ? normalisedIdentity(request.holder) : await this.holderOf(invoice),
        context.actor.id,
        tx,
      );
    });
  }

  private async issueAgain(invoice: Invoice, holder: Holder, by: string, tx: Tx): Promise<InvoiceView> {
    const operator = operatorOf(this.operator);
    const transmission = await this.nextFile();
    const [xml, fileName] = [
      fatturaPaAgain(invoice.xml, holder, operator, { number: invoice.number, transmission }),
      fileNameOf(operator, transmission),
    ];
    const problem = (await schemaProblems(new Map([[fileName, xml]]))).get(fileName);
    if (problem) throw new InvoiceNotValid(problem);
    const at = this.clock.now();
    const former: FormerFile = {
      fileName: invoice.fileName,
      xml: invoice.xml,
      sha256: invoice.sha256 ?? sha256Of(invoice.xml),
      rejectedAt: invoice.rejection!.at,
      ...(invoice.sdiId ? { sdiId: invoice.sdiId } : {}),
    };
    const happening: InvoiceHistoryEntry = { at, what: 'reissued', fileName, by };
    const { name: holderName, taxCode: holderTaxCode } = registeredHolder(holder);
    const change = {
      xml,
      fileName,
      sha256: sha256Of(xml),
      holderName,
      holderTaxCode,
      ...(this.sdi ? { toSend: true as const } : {}),
    };
    const moved = await this.store.moveIf(invoice, 'reissue', 'staff', {
      set: change,
      unset: ['rejection', 'sdiId'],
      formerFile: former,
      happening,
    });
    if (!moved) throw invoiceLife.refusal('reissue', stateOf(invoice));
    const again = await this.invoices.findById(invoice._id).lean<Invoice>().orFail();
    const { _id: invoiceId, customerId, contractId, number, date } = again;
    tx.emit(invoiceMoved, invoiceId, {
      invoiceId,
      customerId,
      contractId,
      number,
      date,
      state: 'issued',
      fileName,
      at: at.toISOString(),
    });
    return invoiceView(again);
  }

  private async nextFile(): Promise<string> {
    const counter = await this.counters
      .findOneAndUpdate({ _id: INVOICE_COUNTER }, { $inc: { files: 1 } }, { returnDocument: 'after' })
      .lean<InvoiceCounter>()
      .orFail();
    return fileCode(counter.files);
  }

  /** Whom it was made out to, as known today. @throws InvoiceNotValid where nobody knows */
  private async holderOf({ contractId, customerId }: Invoice): Promise<Holder> {
    const account = await this.accounts.findById(contractId).lean<Account>().orFail();
    const held =
      account.customerId === customerId
        ? account
        : account.formerHolders?.findLast((former) => former.customerId === customerId);
    if (!held?.holder.identity) throw new InvoiceNotValid('the fiscal identity of the holder is not known');
    return held.holder.identity;
  }
}
