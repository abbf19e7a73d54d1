import { ADMIN, SUPERVISOR } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { Count, E164, Flag, Id, Instant, Many, Nested, OneOf, Text } from '../kernel/fields.js';
import { NumberHolder } from './numbers.js';
import { PageQuery } from '../kernel/shared.js';

export class AskHolder {
  @E164() number!: string;
  @Instant({ description: 'The instant in question' }) at!: string;
  @Text({
    min: 10,
    max: 500,
    lines: true,
    description: 'Why it is asked and by which authority: recorded with the answer',
    example: 'Decreto 1234/2026 della Procura di Milano',
  })
  reason!: string;
}
/** Who held a number from when to when. */
export class Holding {
  @E164() number!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Nested(() => NumberHolder, { optional: true, description: 'Absent once it was erased after the legal retention' })
  holder?: NumberHolder;
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
  @Text({ min: 10, max: 500, lines: true, description: 'Why it is asked: recorded' }) reason!: string;
}
export class Holdings {
  @Many(() => Holding, { description: 'Oldest first' }) items!: Holding[];
}
export class EraseIdentity {
  @Id() customerId!: string;
  @Text({ min: 10, max: 500, lines: true, description: 'The request of the person (GDPR, art. 17)' }) reason!: string;
}
export class Erasure {
  @Count({ description: 'Holdings whose identity is erased now' }) erased!: number;
  @Count({ description: 'Holdings that the law keeps' }) retained!: number;
  @Instant({ optional: true, description: 'When the last of them may be erased; absent while a number is held' })
  retainedUntil?: string;
}

/** One entry of the register with the identity it names, empty once erased. */
export class RegisterRow {
  @E164() number!: string;
  @Count({ min: 1, description: 'Its place in the chain of the number' }) seq!: number;
  @OneOf(['opened', 'closed']) kind!: string;
  @Instant() effectiveAt!: string;
  @Instant() recordedAt!: string;
  @Text({ min: 0 }) holderKind!: string;
  @Text({ min: 0 }) holderName!: string;
  @Text({ min: 0 }) taxCode!: string;
  @Text({ min: 0, description: 'A company’s own codice fiscale, where it is another' }) otherTaxCode!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text({ description: 'Stable code' }) cause!: string;
  @Text({ max: 100 }) actor!: string;
  @Text({
    max: 40,
    description: 'Names the identity, which is kept apart: number and place of the entry that opened the holding',
  })
  identityId!: string;
  @Text({ max: 64 }) identityHash!: string;
  @Count({
    min: 1,
    optional: true,
    description:
      'How the hash was made. 2: SHA-256 over the other fields, save those of the holder, as JSON in the canonical form of RFC 8785. Absent in entries of before',
  })
  chainVersion?: number;
  @Text({ max: 64 }) previousHash!: string;
  @Text({ max: 64 }) hash!: string;
}
export class ExportRegister extends PageQuery {
  @E164({ optional: true, description: 'Of one number' }) number?: string;
  @Text({ min: 10, max: 500, lines: true, description: 'Why it is exported: recorded' }) reason!: string;
}
export class RegisterPage {
  @Many(() => RegisterRow) items!: RegisterRow[];
  @Text({ optional: true }) nextCursor?: string;
}

export const INQUIRY_KINDS = ['held_at', 'holdings', 'export', 'erasure'] as const;
export type InquiryKind = (typeof INQUIRY_KINDS)[number];
export class ListInquiries extends PageQuery {
  @Text({
    optional: true,
    max: 60,
    description: 'What was asked about: a number, the customer of an erasure, or `all` for whole exports',
  })
  subject?: string;
}
/** A question to the register, who asked it and why. */
export class Inquiry {
  @Id() id!: string;
  @OneOf(INQUIRY_KINDS) what!: InquiryKind;
  @Text() subject!: string;
  @Instant({ optional: true, description: 'The instant in question' }) instant?: string;
  @Text({ max: 500, lines: true }) reason!: string;
  @Text({ max: 100 }) actor!: string;
  @Instant() at!: string;
}
export class InquiryPage {
  @Many(() => Inquiry) items!: Inquiry[];
  @Text({ optional: true }) nextCursor?: string;
}

export const numbersRegisterRpc = {
  /** Staff: who asked the register what, and why; newest first. */
  inquiries: rpc('numbers.register.inquiries', ListInquiries, InquiryPage, { callers: ADMIN }),
  /** Staff: the entries of the register, page by page; each page is recorded. */
  export: rpc('numbers.register.export', ExportRegister, RegisterPage, { callers: SUPERVISOR, key: true }),
  /** Staff: who held a number at an instant; the question and its reason are recorded. */
  heldAt: rpc('numbers.register.held-at', AskHolder, HolderAnswer, { callers: SUPERVISOR, key: true }),
  /** Staff: every holder that a number ever had; recorded too. */
  holdings: rpc('numbers.register.holdings', ListHoldings, Holdings, { callers: SUPERVISOR, key: true }),
  /** Staff: erases identities whose legal retention is over; those still retained stay, and are counted. */
  erase: rpc('numbers.register.erase', EraseIdentity, Erasure, { callers: ADMIN, key: true }),
} as const;
