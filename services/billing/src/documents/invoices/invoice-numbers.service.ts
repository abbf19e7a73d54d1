import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { fatturaPa, fileNameOf, schemaProblems, type Operator } from './fattura-pa.format.js';
import { lifeBegun } from './invoice-history.rules.js';
import { fileCode, type InvoiceDraft } from './invoice.rules.js';
import { INVOICE_COUNTER, type Invoice, type InvoiceCounter } from './invoice.schema.js';
import { SDI, type SdiExchange } from '../sdi-exchange/sdi.port.js';

/** A document that is to get a number. */
export interface Numberable {
  /** All documents of a group are issued together, or none: a contract's month, an entry. */
  readonly group: string;
  readonly invoiceId: string;
  readonly contractId: string;
  readonly part: number;
  /** The ledger entry that it is of, where it is not of a month (R24). */
  readonly entryId?: string;
  /** The invoices that it corrects. */
  readonly corrects?: readonly string[];
  readonly customerId: string;
  readonly holderName: string;
  readonly holderTaxCode: string;
  readonly draft: InvoiceDraft;
}

/** What was issued, and groups that could not be: they took no number. */
export interface Issued {
  readonly invoices: readonly Invoice[];
  readonly already: ReadonlySet<string>;
  readonly failures: readonly { readonly group: string; readonly reason: string }[];
}

/** Numbers documents without a gap: after they are proven against the schema, in the transaction that writes them. */
@Injectable()
export class InvoiceNumbers {
  constructor(
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('InvoiceCounter') private readonly counters: Model<InvoiceCounter>,
    @Inject(SDI) private readonly sdi: SdiExchange | undefined,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Issues what is not issued: `issuedOf` tells groups that are, and is asked again whenever somebody else was quicker; `alongside` writes with them. What
   * breaks the schema is left out with its group.
   */
  async issue(
    operator: Operator,
    wanted: readonly Numberable[],
    issuedOf: (some: readonly Numberable[]) => Promise<Set<string>>,
    alongside: (written: readonly Invoice[]) => Promise<unknown> = async () => undefined,
  ): Promise<Issued> {
    const failures: { group: string; reason: string }[] = [];
    const already = new Set<string>();
    for (let drafts = wanted; ; ) {
      for (const group of await issuedOf(drafts)) already.add(group);
      drafts = drafts.filter(({ group }) => !already.has(group));
      const counter = await this.counter();
      const numbered = this.numbered(drafts, operator, counter);
      const problems = await schemaProblems(new Map(numbered.map(({ fileName, xml }) => [fileName, xml])));
      const broken = drafts.flatMap(({ group }, index) =>
        problems.has(numbered[index]!.fileName) ? [{ group, reason: problems.get(numbered[index]!.fileName)! }] : [],
      );
      if (broken.length > 0) {
        failures.push(...broken);
        drafts = drafts.filter(({ group }) => !broken.some((failure) => failure.group === group));
      } else if (await this.write(counter, numbered, alongside)) return { invoices: numbered, already, failures };
    }
  }

  private async counter(): Promise<InvoiceCounter> {
    const counter = await this.counters
      .findOneAndUpdate(
        { _id: INVOICE_COUNTER },
        { $setOnInsert: { files: 0, years: {} } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<InvoiceCounter>();
    return counter ?? this.counter();
  }

  private numbered(drafts: readonly Numberable[], operator: Operator, { files, years }: InvoiceCounter): Invoice[] {
    const last = new Map(Object.entries(years));
    return drafts.map(({ group: _group, invoiceId: _id, draft, ...of }, index) => {
      const year = Number(draft.date.slice(0, 4));
      const sequence = (last.get(String(year)) ?? 0) + 1;
      last.set(String(year), sequence);
      const numbers = { number: `${sequence}/${year}`, transmission: fileCode(files + index + 1) };
      const [at, xml, fileName] = [
        this.clock.now(),
        fatturaPa(draft, operator, numbers),
        fileNameOf(operator, numbers.transmission),
      ];
      return {
        _id,
        kind: draft.kind,
        number: numbers.number,
        year,
        sequence,
        fileName,
        period: draft.period,
        date: draft.date,
        ...of,
        contractNumber: draft.contractNumber,
        netCents: draft.total.net,
        vatCents: draft.total.vat,
        grossCents: draft.total.gross,
        issuedAt: at,
        xml,
        ...lifeBegun({ fileName, xml }, this.sdi !== undefined, at, currentContext().actor.id),
      };
    });
  }

  /** All of them, with the numbers that were next, or none: somebody else was quicker. */
  private async write(
    { files, years }: InvoiceCounter,
    numbered: readonly Invoice[],
    alongside: (written: readonly Invoice[]) => Promise<unknown>,
  ): Promise<boolean> {
    if (numbered.length === 0) return true;
    const next = { ...years, ...Object.fromEntries(numbered.map(({ year, sequence }) => [year, sequence])) };
    return this.work.run(async (tx) => {
      const { matchedCount } = await this.counters.updateOne(
        { _id: INVOICE_COUNTER, files },
        { $set: { files: files + numbered.length, years: next } },
      );
      if (matchedCount === 0) return false;
      await this.invoices.collection.insertMany(numbered as never[], { session: tx.session, ordered: true });
      await alongside(numbered);
      return true;
    });
  }
}
