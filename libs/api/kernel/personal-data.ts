import { rpc, type RpcDefinition, type RpcTerms, type ServiceName } from './definition.js';
import { NotFound } from './domain-error.js';
import { Count, Id, Many, Nested, OneOf, RomeDay, Text, TextList } from './fields.js';

/** What every service keeps about a customer, and what it must let go of: asked by the sagas of accounts (R29). */

/** Twelve million characters of base64 are about 9 MB: more than any file that is kept. */
const MAX_CONTENT = 12_000_000;

export class ReadPersonalData {
  @Id({ description: 'The customer' }) customerId!: string;
  @Text({ optional: true, max: 400, description: 'Where to read on' }) cursor?: string;
}
export const PART_KINDS = ['rows', 'file'] as const;
/** Some of what is kept: rows of one kind as a JSON list, or a whole file. */
export class PersonalDataPart {
  @Text({ max: 300, description: 'Where it belongs in the archive, e.g. movements.json' }) name!: string;
  @OneOf(PART_KINDS) kind!: (typeof PART_KINDS)[number];
  @Text({ max: MAX_CONTENT, verbatim: true, description: 'JSON, or base64' }) content!: string;
}
export class PersonalDataPage {
  @Nested(() => PersonalDataPart, { optional: true }) part?: PersonalDataPart;
  @Text({ optional: true, max: 400 }) nextCursor?: string;
}

export class OfPersonalData {
  @Id({ description: 'The customer' }) customerId!: string;
  @TextList({
    optional: true,
    max: 1000,
    each: 60,
    description: 'Its contracts: what is about them alone and names no customer is its own too',
  })
  contractIds?: string[];
}
/** What stands in the way of an erasure. */
export class Obstacle {
  @Text({
    max: 60,
    description:
      'Stable code: contract_active, credit_left, refund_open, debt_open, ticket_open, check_open (what staff have in hand), voltura_open, port_open',
  })
  code!: string;
  @Text({ max: 60, description: 'The contract, refund, ticket or order that it is about' }) about!: string;
}
export class Obstacles {
  @Many(() => Obstacle) items!: Obstacle[];
}
export class ErasedItem {
  @Text({ max: 60, description: 'Stable code of what it was' }) what!: string;
  @Count() count!: number;
}
export class KeptItem {
  @Text({ max: 60, description: 'Stable code, in the table of what is kept and why' }) what!: string;
  @Count() count!: number;
  @RomeDay({
    optional: true,
    description: 'The first day on which some of it may go; absent where its time has not begun',
  })
  until?: string;
}
export class ErasureReport {
  @Many(() => ErasedItem) erased!: ErasedItem[];
  @Many(() => KeptItem) kept!: KeptItem[];
}

/** Whose data it may be, the saga has made sure of. */
const FOR_ACCOUNTS: RpcTerms = { callers: ['accounts'], errors: [NotFound] };
const reads = (service: ServiceName): RpcDefinition<ReadPersonalData, PersonalDataPage> =>
  rpc(`${service}.personal-data.read`, ReadPersonalData, PersonalDataPage, FOR_ACCOUNTS);
const lets = (service: ServiceName) => ({
  /** What must be over before anything can be erased. */
  obstacles: rpc(`${service}.personal-data.obstacles`, OfPersonalData, Obstacles, FOR_ACCOUNTS),
  /** Removes whatever no law keeps by today, and says what stays until when; again, it removes what has fallen due since. */
  erase: rpc(`${service}.personal-data.erase`, OfPersonalData, ErasureReport, FOR_ACCOUNTS),
});

/** Everything kept about a customer, a part a page. Of accounts it is read alone: it erases last, by itself. */
export const accountsPersonalDataRpc = { read: reads('accounts') };
export const numbersPersonalDataRpc = { read: reads('numbers'), ...lets('numbers') };
export const billingPersonalDataRpc = { read: reads('billing'), ...lets('billing') };
export const ticketsPersonalDataRpc = { read: reads('tickets'), ...lets('tickets') };

export const PERSONAL_DATA_READS: Record<ServiceName, RpcDefinition<ReadPersonalData, PersonalDataPage>> = {
  accounts: accountsPersonalDataRpc.read,
  numbers: numbersPersonalDataRpc.read,
  billing: billingPersonalDataRpc.read,
  tickets: ticketsPersonalDataRpc.read,
};
/** Those asked by an erasure, in the order in which they let go. */
export const ERASING = [ticketsPersonalDataRpc, numbersPersonalDataRpc, billingPersonalDataRpc] as const;
