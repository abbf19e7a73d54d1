import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import {
  CutOverDayNotPossible,
  DocumentRefused,
  DocumentsMissing,
  NumberNotPortable,
  PortInCutOverNear,
  PortInFull,
  PortInNotPossible,
  TooManyNumbers,
} from '#libs/api/errors/numbers/porting.errors.js';
import { CUSTOMER, DESK, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, E164, Flag, Id, Instant, Many, Nested, OneOf, RomeDay, Text, TextList } from '../kernel/fields.js';
import { NumberHolder } from './numbers.js';
import { PageQuery } from '../kernel/shared.js';

export const PORT_IN_STATES = [
  'draft',
  'submitted',
  'verifying',
  'accepted',
  'cut_over',
  'rejected',
  'cancelled',
  'expired',
] as const;
export type PortInState = (typeof PORT_IN_STATES)[number];
export const PORT_IN_REASONS = [
  'migration_code_wrong',
  'holder_mismatch',
  'number_not_active',
  'number_not_of_donor',
  'documents_missing',
  'port_in_progress',
  'technical',
] as const;
export type PortInReason = (typeof PORT_IN_REASONS)[number];
export const PORT_DOCUMENT_KINDS = ['letter_of_authority', 'identity', 'last_bill'] as const;
export type PortDocumentKind = (typeof PORT_DOCUMENT_KINDS)[number];

export const PORT_COMMENTERS = ['customer', 'staff', 'carrier'] as const;
export type PortCommenter = (typeof PORT_COMMENTERS)[number];

/** AGCOM del. 274/07/CONS and 41/09/CIR, as operators publish it: the originals were not read (unverified), so a code that fits is the donor's to verify. */
const MIGRATION_CODE = {
  max: 18,
  pattern: /^[A-Za-z0-9]{3}[A-Za-z0-9]{1,12}\d{3}[A-Za-z]$/,
  example: 'ABC0212345678999K',
  patternText: {
    it: 'deve essere come sulla bolletta, al massimo 18 caratteri: codice operatore (3), codice risorsa, codice servizio (3 cifre) e una lettera di controllo',
    en: 'must be as on the bill, 18 characters at most: operator code (3), resource code, service code (3 digits) and a check letter',
  },
};

export class NumberRange {
  @E164() from!: string;
  @Count({ min: 1, max: 100, description: 'Consecutive numbers' }) count!: number;
}
/** What a customer tells of the numbers that are to come. */
export class PortInDetails {
  @Many(() => NumberRange, { min: 1, max: 20 }) ranges!: NumberRange[];
  @Text({ min: 2, max: 80, description: 'The current operator', example: 'Operatore S.p.A.' }) donor!: string;
  @Text({ ...MIGRATION_CODE, description: 'Codice di migrazione; its check letter is the donor’s to verify' })
  migrationCode!: string;
  @Nested(() => NumberHolder, { description: 'The holder at the current operator' }) holder!: NumberHolder;
  @Flag({ description: 'Keep the first number of the contract, or give it back once these have come' })
  keepFirstNumber!: boolean;
  @Flag({
    optional: true,
    description:
      'Everything with the current operator ends and comes here, not the numbers alone: what a late day is indemnified with hangs on it (R22). No by default',
  })
  changeOfOperator?: boolean;
}
export class RequestPortIn extends PortInDetails {
  @Id() contractId!: string;
}
export class OfPortIn {
  @Id() portInId!: string;
}
export class AmendPortIn extends PortInDetails {
  @Id() portInId!: string;
}
export class MovePortIn extends OfPortIn {
  @RomeDay({ description: 'A working day' }) cutOverOn!: string;
}
export class RejectPortIn extends OfPortIn {
  @OneOf(PORT_IN_REASONS) reason!: PortInReason;
}
export class CommentPortIn extends OfPortIn {
  @Text({ max: 2_000, lines: true }) text!: string;
}
export class AddPortDocument extends OfPortIn {
  @OneOf(PORT_DOCUMENT_KINDS) kind!: PortDocumentKind;
  @Text({ max: 255, example: 'documento.pdf' }) fileName!: string;
  @Text({ max: 7_000_000, description: 'PDF, PNG or JPEG, in base64' }) content!: string;
}
export class PortDocument {
  @Id() id!: string;
  @OneOf(PORT_DOCUMENT_KINDS) kind!: PortDocumentKind;
  @Text({ max: 255 }) fileName!: string;
  @Text() contentType!: string;
  @Count({ description: 'Bytes' }) size!: number;
  @Text({ max: 64, description: 'SHA-256, hexadecimal' }) sha256!: string;
  @Instant() at!: string;
}
export class OfPortDocument extends OfPortIn {
  @Id() documentId!: string;
}
export class PortFile {
  @Text({ max: 255 }) fileName!: string;
  @Text() contentType!: string;
  @Text({ max: 7_000_000, description: 'In base64' }) content!: string;
}
export class PortComment {
  @OneOf(PORT_COMMENTERS) from!: PortCommenter;
  @Text({ max: 2_000, lines: true }) text!: string;
  @Instant() at!: string;
}
export class PortEvent {
  @OneOf(PORT_IN_STATES) state!: PortInState;
  @Text({ description: 'What happened, a stable code' }) action!: string;
  @Text({ max: 100 }) actor!: string;
  @Instant() at!: string;
  @Text({ optional: true, max: 300 }) detail?: string;
}
export class PortInView {
  @Id() id!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @OneOf(PORT_IN_STATES) state!: PortInState;
  @TextList({ description: 'E.164' }) numbers!: string[];
  @Text() donor!: string;
  @Text({ optional: true, description: 'For who gave it, and staff: after a voltura not for the new holder' })
  migrationCode?: string;
  @Nested(() => NumberHolder, { optional: true, description: 'For who gave it, and staff' }) holder?: NumberHolder;
  @Flag() keepFirstNumber!: boolean;
  @Flag() changeOfOperator!: boolean;
  @RomeDay({ optional: true, description: 'The day the numbers come' }) cutOverOn?: string;
  @RomeDay({
    optional: true,
    description:
      'The day by which they are to have come, once it is submitted (R22); absent while it waits for the customer',
  })
  promisedOn?: string;
  @OneOf(PORT_IN_REASONS, { optional: true, description: 'Why it was rejected' }) reason?: PortInReason;
  @Text({ optional: true, max: 500, description: 'What to do about it, in the language asked for' }) whatToDo?: string;
  @Instant() createdAt!: string;
}
export class PortInOrder extends PortInView {
  @Many(() => PortDocument, { description: 'Those that the reader gave; staff see all' }) documents!: PortDocument[];
  @Many(() => PortComment) comments!: PortComment[];
  @Many(() => PortEvent, { description: 'Oldest first' }) history!: PortEvent[];
}
export class ListPortIns extends PageQuery {
  @Id({ optional: true }) contractId?: string;
  @OneOf(PORT_IN_STATES, { optional: true }) state?: PortInState;
  @E164({ optional: true, description: 'One of the numbers that are to come' }) number?: string;
}
export class PortInPage {
  @Many(() => PortInView) items!: PortInView[];
  @Text({ optional: true }) nextCursor?: string;
}

export class PortInChanged {
  @Id() portInId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @OneOf(PORT_IN_STATES) state!: PortInState;
  @TextList() numbers!: string[];
  @RomeDay({ optional: true }) cutOverOn?: string;
  @RomeDay({ optional: true, description: 'By when they are to have come (R22)' }) promisedOn?: string;
  @OneOf(PORT_IN_REASONS, { optional: true }) reason?: PortInReason;
  @Text({ optional: true, max: 500, description: 'What to do about a rejection, in Italian' }) whatToDoIt?: string;
  @Text({ optional: true, max: 500, description: 'What to do about a rejection, in English' }) whatToDoEn?: string;
  @Instant() at!: string;
}
export class PortInCommented {
  @Id() portInId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @TextList() numbers!: string[];
  @OneOf(PORT_COMMENTERS) from!: PortCommenter;
  @Text({ max: 2_000, lines: true }) text!: string;
  @Instant() at!: string;
}
export class PortInCutOver {
  @Id() portInId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @TextList({ description: 'Numbers that the contract has from now on' }) numbers!: string[];
  @E164({ optional: true, description: 'The first number, given back for them' }) givenBack?: string;
  @Instant() at!: string;
}

export class PortInLate {
  @Id() portInId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @TextList() numbers!: string[];
  @RomeDay({ description: 'By when they were to have come' }) promisedOn!: string;
  @RomeDay({ description: 'When they came, or the order ended without them' }) endedOn!: string;
  @Count({ min: 1, description: 'Days of the calendar, without those for which the customer was waited' })
  daysLate!: number;
  @Flag({ description: 'Everything with the other operator was to come, not the numbers alone' })
  changeOfOperator!: boolean;
  @Instant() at!: string;
}

/** A customer's own orders; staff may ask for any. */
export const numbersPortInRpc = {
  /** R5: only for an active contract. A draft until it is submitted. */
  request: rpc('numbers.port-in.request', RequestPortIn, PortInOrder, {
    callers: CUSTOMER,
    key: true,
    errors: [ContractNotActive, NotFound, NumberNotPortable, TooManyNumbers],
  }),
  /** Corrects a draft, or one that was rejected. */
  amend: rpc('numbers.port-in.amend', AmendPortIn, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [NotFound, NumberNotPortable, PortInNotPossible, TooManyNumbers],
  }),
  /** Sends it to the current operator; refused with `documents_missing` until the signed letter and an identity document are there. */
  submit: rpc('numbers.port-in.submit', OfPortIn, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [ContractNotActive, DocumentsMissing, NotFound, PortInNotPossible],
  }),
  cancel: rpc('numbers.port-in.cancel', OfPortIn, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [NotFound, PortInCutOverNear, PortInNotPossible],
  }),
  move: rpc('numbers.port-in.move', MovePortIn, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [CutOverDayNotPossible, NotFound, PortInCutOverNear, PortInNotPossible],
  }),
  comment: rpc('numbers.port-in.comment', CommentPortIn, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [NotFound, PortInFull],
  }),
  addDocument: rpc('numbers.port-in.add-document', AddPortDocument, PortInOrder, {
    callers: [...CUSTOMER, ...DESK],
    key: true,
    errors: [DocumentRefused, NotFound, PortInFull, PortInNotPossible],
  }),
  getDocument: rpc('numbers.port-in.get-document', OfPortDocument, PortFile, {
    callers: [...CUSTOMER, ...DESK],
    errors: [NotFound],
  }),
  /** The letter of authority to sign, as PDF. */
  letter: rpc('numbers.port-in.letter', OfPortIn, PortFile, { callers: [...CUSTOMER, ...DESK], errors: [NotFound] }),
  get: rpc('numbers.port-in.get', OfPortIn, PortInOrder, { callers: [...CUSTOMER, ...DESK], errors: [NotFound] }),
  list: rpc('numbers.port-in.list', ListPortIns, PortInPage, { callers: [...CUSTOMER, ...STAFF], errors: [NotFound] }),
  /** Staff. */
  verify: rpc('numbers.port-in.verify', OfPortIn, PortInOrder, {
    callers: DESK,
    key: true,
    errors: [NotFound, PortInNotPossible],
  }),
  /** Staff. */
  accept: rpc('numbers.port-in.accept', MovePortIn, PortInOrder, {
    callers: DESK,
    key: true,
    errors: [CutOverDayNotPossible, NotFound, PortInNotPossible],
  }),
  /** Staff. */
  reject: rpc('numbers.port-in.reject', RejectPortIn, PortInOrder, {
    callers: DESK,
    key: true,
    errors: [NotFound, PortInNotPossible],
  }),
} as const;

export const portInChanged = event(
  'numbers.port-in.changed.v1',
  PortInChanged,
  'A port-in order is in another state, or its day was moved.',
);
export const portInCommented = event(
  'numbers.port-in.commented.v1',
  PortInCommented,
  'The customer, staff or the current operator commented on a port-in order.',
);
export const portInCutOver = event(
  'numbers.port-in.cut-over.v1',
  PortInCutOver,
  'Ported numbers are the contract’s: its services grow by them.',
);
export const portInLate = event(
  'numbers.port-in.late.v1',
  PortInLate,
  'A port-in order ended later than was promised, through no fault of the customer: billing indemnifies it (R22).',
);
