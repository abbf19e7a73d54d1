import { getModelToken } from '@nestjs/mongoose';
import { connect } from 'amqplib';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import { names } from '#libs/messaging/topology.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import type { PlatformConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account, ServiceItem } from '../src/account/account.schema.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { topUpPostings, type NewEntry } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';

export const PERSON: Holder = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA80A01F205X',
  address: { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' },
};
export const HOLDER = { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' };
export const ONE_NUMBER: readonly ServiceItem[] = [
  { product: 'geographic_number', quantity: 1 },
  { product: 'traffic_metered', quantity: 1 },
];
export const operator: Actor = { kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 };
export const customerOf = ({ customerId }: Pick<Account, 'customerId'>): Actor => ({
  kind: 'customer',
  id: newId('usr'),
  roles: ['customer'],
  customerId,
});

/** Accounts and entries of a billing service under test. */
export class Books {
  readonly accounts: Model<Account>;
  readonly entries: Model<LedgerEntry>;

  constructor(private readonly billing: ServiceUnderTest) {
    this.accounts = billing.app.get(getModelToken('Account'));
    this.entries = billing.app.get(getModelToken('LedgerEntry'));
  }

  /** An active account, with credit as a top-up. */
  async active(over: Partial<Account> & { creditCents?: number } = {}): Promise<Account> {
    const { creditCents = 0, ...fields } = over;
    const _id = newId('con');
    await this.accounts.create({
      _id,
      customerId: newId('cus'),
      contractNumber: _id,
      paymentReference: _id,
      holder: { ...HOLDER, identity: PERSON },
      state: 'active',
      numbers: [`+3902${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`],
      services: [...ONE_NUMBER],
      chargedThrough: '2026-11',
      openedAt: new Date(),
      ...fields,
    });
    if (creditCents > 0) await this.topUp(_id, creditCents);
    return this.account(_id);
  }

  /** Many at once, without credit. */
  async manyActive(
    count: number,
    chargedThrough: string,
    services: readonly ServiceItem[] = ONE_NUMBER,
  ): Promise<string[]> {
    const rows = Array.from({ length: count }, () => {
      const _id = newId('con');
      return {
        _id,
        customerId: newId('cus'),
        contractNumber: _id,
        paymentReference: _id,
        holder: HOLDER,
        state: 'active' as const,
        numbers: [],
        services: [...services],
        chargedThrough,
        openedAt: new Date(),
      };
    });
    await this.accounts.insertMany(rows);
    return rows.map(({ _id }) => _id);
  }

  async topUp(contractId: string, amountCents: number, over: Partial<NewEntry> = {}): Promise<void> {
    const entry = {
      key: newId('key'),
      contractId,
      cause: 'top_up' as const,
      postings: topUpPostings('bank', cents(amountCents)),
      ...over,
    };
    await this.billing.get(UnitOfWork).run((tx) => this.billing.get(Ledger).post(tx, entry));
  }

  account(contractId: string): Promise<Account> {
    return this.accounts.findById(contractId).lean<Account>().orFail();
  }

  async balance(contractId: string): Promise<number> {
    return (await this.account(contractId)).balanceCents;
  }

  /** The periods that renewal has charged a contract, in the order of the ledger. */
  async renewed(contractId: string): Promise<string[]> {
    const entries = await this.entries.find({ contractId, cause: 'renewal' }).sort({ seq: 1 }).lean<LedgerEntry[]>();
    return entries.map(({ details }) => String(details.period));
  }

  /** Fails unless every chain, sum and balance holds. */
  async prove(): Promise<void> {
    expect((await this.billing.get(LedgerVerifier).verify()).problems).toEqual([]);
  }
}

/** Answers RPCs of another service on the broker, as that service would; gives back how to stop. */
export async function answerAs(
  service: ServiceName,
  config: PlatformConfig,
  answers: ReadonlyMap<string, (request: any) => unknown>,
): Promise<() => Promise<void>> {
  const connection = await connect(config.RABBITMQ_URL);
  const channel = await connection.createChannel();
  await channel.consume(names(config.OPENVOIP_NAMESPACE).rpc(service), (message) => {
    if (!message) return;
    const { replyTo, correlationId, type } = message.properties;
    const send = (kind: string, body: unknown): boolean =>
      channel.publish('', String(replyTo), Buffer.from(JSON.stringify(body)), { correlationId, type: kind });
    channel.ack(message);
    try {
      send('reply', answers.get(String(type))!(JSON.parse(message.content.toString())));
    } catch (error) {
      send(
        'error',
        error instanceof DomainError
          ? error.toBody()
          : { code: 'internal_error', status: 500, text: { it: '-', en: '-' } },
      );
    }
  });
  return () => connection.close();
}
