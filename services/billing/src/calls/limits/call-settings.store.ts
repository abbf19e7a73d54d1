import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { withoutLastDigits } from '#libs/italy/dialled-number.js';
import { byIds } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { unset } from './call-limits.rules.js';
import type { CallSettings } from './call-settings.schema.js';

type Holder = Pick<Account, '_id' | 'customerId'>;

/** What customers have set about the calls of their contracts, to be read; a contract that nothing was set for has what is so by default. */
@Injectable()
export class CallSettingsStore {
  constructor(@InjectModel('CallSettings') private readonly settings: Model<CallSettings>) {}

  async of(account: Holder): Promise<CallSettings> {
    return (await this.ofAll([account])).get(account._id)!;
  }

  /** As `of`, by contract. What a former holder has set is not the new one's (R16). */
  async ofAll(accounts: readonly Holder[]): Promise<Map<string, CallSettings>> {
    const found = await byIds(
      accounts.map(({ _id }) => _id),
      (some) => this.settings.find({ _id: { $in: some } }).lean<CallSettings[]>(),
    );
    const set = new Map(found.map((each) => [each._id, each]));
    return new Map(
      accounts.map(({ _id, customerId }) => [
        _id,
        set.get(_id)?.customerId === customerId
          ? set.get(_id)!
          : { ...unset(_id, customerId), version: set.get(_id)?.version ?? 0 },
      ]),
    );
  }

  /** How the called numbers of a contract are shown, to whoever asks (R28). */
  async shown(account: Holder): Promise<(number: string) => string> {
    return (await this.of(account)).clearNumbers ? (number) => number : withoutLastDigits;
  }
}
