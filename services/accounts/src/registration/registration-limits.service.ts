import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import { TooManyForTaxCode, TooManyFromAddress } from '#libs/api/errors/accounts/registration.errors.js';
import { Clock } from '#libs/platform/clock.js';
import { PlatformConfig } from '#libs/platform/config.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { networkOf } from '#libs/platform/network.js';
import { AccountsConfig } from '../config/accounts.config.js';
import type { Contract } from '../contracts/contract.schema.js';

type Marks = NonNullable<Contract['unpaid']>;

/** Written by every registration that counts by it: of two at once, one waits for the other. */
export interface CountedRow {
  /** A mark. */
  _id: string;
  at: Date;
}
export const countedSchema = new Schema<CountedRow>(
  { _id: String, at: Date },
  { versionKey: false, collection: 'registrations_counted' },
);
countedSchema.index({ at: 1 }, { expireAfterSeconds: 86_400 });

/** Numbers are not held without end for people who do not pay (R15): so many at a time for one tax code, and from one network. */
@Injectable()
export class RegistrationLimits {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @InjectModel('RegistrationCounted') private readonly counted: Model<CountedRow>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /** What an unpaid contract is counted by: hashes, because neither is to be read from it. Before its transaction. */
  async marksOf(taxCode: string, ip: string | undefined): Promise<Marks> {
    const marks: Marks = {
      taxCode: this.mark('tax-code', taxCode),
      ...(ip ? { from: this.mark('network', networkOf(ip)) } : {}),
    };
    for (const _id of Object.values(marks)) {
      await this.counted
        .updateOne({ _id }, { $setOnInsert: { at: this.clock.now() } }, { upsert: true })
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
        });
    }
    return marks;
  }

  /** Within the transaction that adds one more. @throws TooManyForTaxCode, TooManyFromAddress */
  async assertFree({ taxCode, from }: Marks): Promise<void> {
    await this.counted.updateMany(
      { _id: { $in: [taxCode, ...(from ? [from] : [])] } },
      { $set: { at: this.clock.now() } },
    );
    const { UNPAID_PER_TAX_CODE: perTaxCode, UNPAID_PER_ADDRESS: perAddress } = this.config;
    if ((await this.contracts.countDocuments({ 'unpaid.taxCode': taxCode })) >= perTaxCode)
      throw new TooManyForTaxCode(perTaxCode);
    if (!from || (await this.contracts.countDocuments({ 'unpaid.from': from })) < perAddress) return;
    const first = await this.contracts.findOne({ 'unpaid.from': from }, { expiresAt: 1 }).sort({ expiresAt: 1 }).lean();
    const seconds = Math.ceil(((first?.expiresAt?.getTime() ?? 0) - this.clock.now().getTime()) / 1_000);
    throw new TooManyFromAddress(Math.max(60, seconds));
  }

  private mark(kind: string, value: string): string {
    return createHmac('sha256', this.platform.SECRET_KEY).update(`registration:${kind}:${value}`).digest('base64url');
  }
}
