import { rpc } from './definition.js';
import { Count, E164, Flag, Id, Instant, Many, Nested, Text } from './fields.js';
import { NumberHolder } from './numbers.js';

export class AskHolder {
  @E164() number!: string;
  @Instant({ description: 'The instant in question' }) at!: string;
  @Text({ min: 10, max: 500, description: 'Why it is asked and by which authority: recorded with the answer', example: 'Decreto 1234/2026 della Procura di Milano' }) reason!: string;
}
/** Who held a number from when to when. */
export class Holding {
  @E164() number!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Nested(() => NumberHolder, { optional: true, description: 'Absent once it was erased after the legal retention' }) holder?: NumberHolder;
  @Instant() from!: string;
  @Instant({ optional: true, description: 'Absent while it is held' }) to?: string;
}
export class HolderAnswer {
  @E164() number!: string;
  @Instant() at!: string;
  @Flag({ description: 'Whether anyone held it here at that instant' }) held!: boolean;
  @Nested(() => Holding, { optional: true }) holding?: Holding;
  @Id({ description: 'The record of this question' }) inquiryId!: string;
}
export class ListHoldings {
  @E164() number!: string;
  @Text({ min: 10, max: 500, description: 'Why it is asked: recorded' }) reason!: string;
}
export class Holdings {
  @Many(() => Holding, { description: 'Oldest first' }) items!: Holding[];
}
export class EraseIdentity {
  @Id() customerId!: string;
  @Text({ min: 10, max: 500, description: 'The request of the person (GDPR, art. 17)' }) reason!: string;
}
export class Erasure {
  @Count({ description: 'Holdings whose identity is erased now' }) erased!: number;
  @Count({ description: 'Holdings that the law keeps' }) retained!: number;
  @Instant({ optional: true, description: 'When the last of them may be erased; absent while a number is held' }) retainedUntil?: string;
}

export const numbersRegisterRpc = {
  /** Staff: who held a number at an instant; the question and its reason are recorded. */
  heldAt: rpc('numbers.register.held-at', AskHolder, HolderAnswer),
  /** Staff: every holder that a number ever had; recorded too. */
  holdings: rpc('numbers.register.holdings', ListHoldings, Holdings),
  /** Staff: erases identities whose legal retention is over; those still retained stay, and are counted. */
  erase: rpc('numbers.register.erase', EraseIdentity, Erasure),
} as const;
