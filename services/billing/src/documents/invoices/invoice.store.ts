import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { InvoiceHistoryEntry } from './invoice-history.rules.js';
import { invoiceLife, type InvoiceMove, type InvoiceMover } from './invoice-life.rules.js';
import type { Invoice } from './invoice.schema.js';

type Fields = Partial<Omit<Invoice, '_id' | 'state' | 'history' | 'formerFiles'>>;
/** What changes with a move. */
export interface InvoiceChange {
  readonly set?: Fields;
  readonly unset?: readonly (keyof Fields)[];
  readonly formerFile?: NonNullable<Invoice['formerFiles']>[number];
  readonly happening: InvoiceHistoryEntry;
}

/** Moves invoices, each with its record; joins the caller's transaction. */
@Injectable()
export class InvoiceStore {
  constructor(@InjectModel('Invoice') private readonly invoices: Model<Invoice>) {}

  /** Moves the invoice whose file of today is this one, if its state allows it and it matches. @returns whether it did */
  async moveIf(
    { _id, fileName }: Pick<Invoice, '_id' | 'fileName'>,
    move: InvoiceMove,
    by: InvoiceMover,
    { set = {}, unset = [], formerFile, happening }: InvoiceChange,
    where: QueryFilter<Invoice> = {},
  ): Promise<boolean> {
    const step = invoiceLife.step(move, by);
    const { matchedCount } = await this.invoices.updateOne(
      { _id, fileName, ...where, ...step.where },
      {
        $set: { ...set, ...step.set },
        ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
        $push: { history: happening, ...(formerFile ? { formerFiles: formerFile } : {}) },
      },
    );
    return matchedCount > 0;
  }
}
