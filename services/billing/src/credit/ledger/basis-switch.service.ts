import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model, type QueryFilter } from 'mongoose';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account } from '../../account/account.schema.js';
import { invoicingOf } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { Ledger } from './ledger.service.js';
import { VatBasis } from './vat-basis.service.js';

const BATCH = 250;

/** A switch of what is invoiced that every account has gone through; `_id` is its day. */
export interface CompletedSwitch {
  readonly _id: string;
  readonly completedAt: Date;
}
export const completedSwitchSchema = new Schema<CompletedSwitch>(
  { _id: String, completedAt: Date },
  { versionKey: false, collection: 'basis_switches' },
);

/** R24: brings all accounts into the basis of the day, also those that nobody reads. */
@Injectable()
export class BasisSwitch {
  private completed?: string;

  constructor(
    @InjectModel('CompletedSwitch') private readonly switches: Model<CompletedSwitch>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Converts what the last switch has left behind; once it is through it costs nothing more. Killed midway or run twice, each account is converted once. @returns how many */
  async run(): Promise<number> {
    const { basis, since } = this.basis.at(this.clock.now());
    const isFirst = !this.catalogue.versions.some(
      (version) => version.from < since || invoicingOf(version) === 'top_up',
    );
    if (isFirst || this.completed === since) return 0;
    const before = await this.switches.exists({ _id: since });
    const converted = before
      ? 0
      : await this.convertAll({ basis: basis === 'top_up' ? { $ne: 'top_up' as const } : ('top_up' as const) });
    if (!before)
      await this.switches.updateOne(
        { _id: since },
        { $setOnInsert: { completedAt: this.clock.now() } },
        { upsert: true },
      );
    this.completed = since;
    return converted;
  }

  /** The ledger converts whatever account it reads. */
  private async convertAll(behind: QueryFilter<Account>): Promise<number> {
    let converted = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const range: QueryFilter<Account> = { ...behind, _id: { $gt: after } };
      const read: Account[] = await this.work.run((tx) => this.ledger.accountsWhere(tx, range, BATCH));
      converted += read.length;
      after = read.at(-1)?._id;
    }
    return converted;
  }
}
