import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import { TooManyRegistrations } from '#libs/api/errors/accounts/registration.errors.js';
import {
  EmailTaken,
  InvalidCredentials,
  SessionEnded,
  SignInBlocked,
  TokenNotValid,
  TooManyAttempts,
} from '#libs/api/errors/accounts/sign-in.errors.js';
import { ANYONE, CUSTOMER, SIGNED_IN, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import {
  Cents,
  Count,
  E164,
  Email,
  Flag,
  Id,
  Instant,
  Many,
  Nested,
  OneOf,
  RomeDay,
  Text,
  TextList,
} from '../kernel/fields.js';
import { Holder } from '../kernel/holder.js';
import { Done, Empty, OfContract, PageQuery } from '../kernel/shared.js';
import { PayByField, TopUpAmounts, type PayBy } from '../billing/payment-ways.js';
import { ComingPrice, ServiceRequest } from '../billing/billing.js';
import { REGISTRATION_ERRORS } from '../errors/accounts/registration.errors.js';

/** Part of what a contract is; in a file of its own because billing, which contracts refer to, knows them too. */
export { Holder } from '../kernel/holder.js';

export const CONTRACT_STATES = [
  'registering',
  'awaiting_credit',
  'activating',
  'active',
  'cancelling',
  'cancelled',
  'lapsed',
  'transferred',
] as const;
/** `transferred` is how a former holder sees the contract after its voltura (R16). */
export type ContractState = (typeof CONTRACT_STATES)[number];

/** What a new contract is to have. */
export class OpenContract {
  @Text({
    optional: true,
    pattern: /^0\d{1,3}$/,
    max: 4,
    description: 'District to take a number from, e.g. 02; this or `number`',
    example: '02',
  })
  district?: string;
  @E164({ optional: true, description: 'A specific available number; this or `district`' }) number?: string;
  @Many(() => ServiceRequest, { min: 0, max: 50, description: 'Services beside the number, by catalogue product' })
  services!: ServiceRequest[];
  @Flag({ description: 'The terms of contract in force are accepted' }) termsAccepted!: boolean;
  @Text({
    optional: true,
    max: 20,
    description: 'The version that was read (R26); refused with `terms_not_in_force` when it is not the one in force',
    example: '2026-1',
  })
  termsVersion?: string;
  @Flag({
    optional: true,
    description:
      'Of a private holder: the service is expressly asked to begin at once, so that who withdraws within 14 days owes the days used (R25)',
  })
  immediateStart?: boolean;
}
export class RegisterRequest extends OpenContract {
  @Email() email!: string;
  @Text({
    min: 12,
    max: 128,
    description:
      'At least 12 characters, and not easy to guess: neither common nor repeated, nor near to the address or the name',
  })
  password!: string;
  @Nested(() => Holder) holder!: Holder;
}

export const ACCEPTANCE_KINDS = ['accepted', 'notified'] as const;
/** Which terms hold for a contract and since when (R26). */
export class TermsAcceptance {
  @Text({ max: 20 }) version!: string;
  @Text({ max: 64, description: 'SHA-256 of the text, hexadecimal' }) sha256!: string;
  @OneOf(['it', 'en'], { description: 'The language of that text' }) language!: string;
  @OneOf(ACCEPTANCE_KINDS, { description: 'notified: mailed 30 days before, and the contract was not cancelled' })
  how!: (typeof ACCEPTANCE_KINDS)[number];
  @Instant() at!: string;
}

/** Where a request comes from is the gateway's to say, and no client's. */
const Ip = () => Text({ optional: true, max: 64, description: 'Set by the gateway: where the request comes from' });
export class OpenContractFrom extends OpenContract {
  @Ip() ip?: string;
}
export class RegisterFrom extends RegisterRequest {
  @Ip() ip?: string;
}

/** Why a contract that waits to be paid holds its number no longer: until its customer's address is confirmed it is held for a short time. */
export const HOLD_REASONS = ['email_not_confirmed', 'not_paid'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** A contract as its customer sees it. */
export class ContractView {
  @Id() id!: string;
  @Text({ description: 'The number people quote, e.g. C00000042' }) contractNumber!: string;
  @Id() customerId!: string;
  @OneOf(CONTRACT_STATES) state!: ContractState;
  @Nested(() => Holder) holder!: Holder;
  @E164({ optional: true, description: 'The first number: reserved, and assigned once active' }) number?: string;
  @Text({ optional: true, description: 'RF creditor reference (ISO 11649) to quote in a bank transfer' })
  paymentReference?: string;
  @Instant({ optional: true, description: 'When an unpaid registration lapses (R15)' }) expiresAt?: string;
  @OneOf(HOLD_REASONS, {
    optional: true,
    description:
      'Why it lapses then: with email_not_confirmed it is enough to confirm the address, and it lapses at `expiresAtOnceConfirmed`',
  })
  expiresBecause?: HoldReason;
  @Instant({ optional: true, description: 'When it lapses once the address is confirmed' })
  expiresAtOnceConfirmed?: string;
  @Instant() createdAt!: string;
  @Instant({ optional: true }) activatedAt?: string;
  @Instant({ optional: true }) endedAt?: string;
  @Text({ optional: true, description: 'Why it ended, a stable code' }) endReason?: string;
  @Many(() => TermsAcceptance, {
    optional: true,
    description:
      'The terms that its holder accepted or was told of, oldest first; none where it is older than their record',
  })
  terms?: TermsAcceptance[];
  @Instant({ optional: true, description: 'When the holder expressly asked that the service begin at once (R25)' })
  immediateStartAskedAt?: string;
  @RomeDay({
    optional: true,
    description: 'The last day on which a private holder can withdraw (R25); absent where nobody can',
  })
  withdrawalUntil?: string;
}

/** A customer sees its own contracts; staff may ask for those of one customer or in one state. */
export class ListContracts extends PageQuery {
  @Id({ optional: true, description: 'For staff: the contracts of this customer' }) customerId?: string;
  @OneOf(CONTRACT_STATES, { optional: true }) state?: ContractState;
}

export class ContractPage {
  @Many(() => ContractView) items!: ContractView[];
  @Text({ optional: true }) nextCursor?: string;
}

/** What registration gives: the contract and what to pay for it to become active. */
export class Registration {
  @Nested(() => ContractView) contract!: ContractView;
  @Cents({
    optional: true,
    description: 'What activates the contract, with VAT: it holds as long as the number is held (R31)',
  })
  amountDueCents?: number;
  @RomeDay({
    optional: true,
    description: 'The day of which the amount is: paid on a later one of the same month, less of it is charged',
  })
  amountDueOn?: string;
  @Instant({
    optional: true,
    description: 'Until when the amount activates the contract: as long as its number is held',
  })
  amountDueUntil?: string;
  @RomeDay({
    optional: true,
    description:
      'Where the number is held beyond the end of the month: from this day on that amount still activates the contract, and the month that begins then is charged',
  })
  nextMonthFrom?: string;
  @Cents({
    optional: true,
    description: 'What that month costs at most, with VAT: what the amount does not cover is then owed',
  })
  nextMonthCents?: number;
  @PayByField('How exactly the amount can be paid') payBy?: PayBy;
  @Nested(() => TopUpAmounts, { optional: true, description: 'What is offered to top up (R40)' }) topUps?: TopUpAmounts;
  @Nested(() => ComingPrice, { optional: true, description: 'A later price that is known already (R26)' })
  comingPrice?: ComingPrice;
}

export class SignInRequest {
  @Email() email!: string;
  @Text({ max: 128 }) password!: string;
  @Text({ optional: true, max: 64, description: 'Set by the gateway: where the attempt comes from' }) ip?: string;
  @Text({ optional: true, max: 200, description: 'Set by the gateway: what the device says of itself' })
  device?: string;
}
export class RefreshRequest {
  @Text({ max: 500 }) refreshToken!: string;
}
/** A short-lived access token and the refresh token that replaces the one used. */
export class TokenPair {
  @Text({ max: 4000 }) accessToken!: string;
  @Text({ max: 500 }) refreshToken!: string;
  @Count({ description: 'Seconds the access token lasts' }) expiresIn!: number;
  @Text() tokenType!: string;
}
export class EmailOnly {
  @Email() email!: string;
}
export class EmailToken {
  @Text({ max: 500 }) token!: string;
}
export class PasswordReset {
  @Text({ max: 500 }) token!: string;
  @Text({ min: 12, max: 128 }) password!: string;
}
export class Profile {
  @Id() userId!: string;
  @Email() email!: string;
  @Flag() emailConfirmed!: boolean;
  @Text({ description: 'customer, staff or carrier' }) kind!: string;
  @TextList({ max: 10 }) roles!: string[];
  @Id({ optional: true }) customerId?: string;
}

/** An address may be nobody's: what is done about it is found out by whoever handles this. */
export class PasswordResetAsked {
  @Email() email!: string;
}

export class ContractActivated {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Nested(() => Holder) holder!: Holder;
  @Instant() activatedAt!: string;
}
export class ContractEnded {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() reason!: string;
  @Instant() endedAt!: string;
}

export const accountsRpc = {
  register: rpc('accounts.register', RegisterFrom, Registration, {
    callers: ANYONE,
    key: true,
    deadlineMs: 9_000,
    errors: [...REGISTRATION_ERRORS, EmailTaken],
  }),
  /** One more contract of the customer who asks, in its own name; refused with `too_many_registrations` while as many as allowed are not paid. */
  openContract: rpc('accounts.contract.open', OpenContractFrom, Registration, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 9_000,
    errors: [...REGISTRATION_ERRORS, ErasureUnderWay, NotFound, TooManyRegistrations],
  }),
  signIn: rpc('accounts.sign-in', SignInRequest, TokenPair, {
    callers: ANYONE,
    errors: [InvalidCredentials, SignInBlocked, TooManyAttempts],
  }),
  /** A token that was used before revokes its session, save when the same idempotency key repeats the same refresh. */
  refresh: rpc('accounts.refresh', RefreshRequest, TokenPair, { callers: ANYONE, key: true, errors: [SessionEnded] }),
  /** Ends the session of a refresh token; a token that is not known is fine. */
  signOut: rpc('accounts.sign-out', RefreshRequest, Done, { callers: ANYONE }),
  confirmEmail: rpc('accounts.confirm-email', EmailToken, Done, {
    callers: ANYONE,
    key: true,
    errors: [TokenNotValid],
  }),
  /** Answers the same, in the same time, whether the address is known or not; one account gets a few such mails an hour. */
  forgotPassword: rpc('accounts.forgot-password', EmailOnly, Done, { callers: ANYONE, key: true }),
  /** Sets a new password and ends every session. */
  resetPassword: rpc('accounts.reset-password', PasswordReset, Done, {
    callers: ANYONE,
    key: true,
    errors: [NotFound, TokenNotValid],
  }),
  /** The caller's own sign-in. */
  me: rpc('accounts.me', Empty, Profile, { callers: [...SIGNED_IN, 'tickets'], errors: [NotFound] }),
  listContracts: rpc('accounts.contract.list', ListContracts, ContractPage, { callers: [...CUSTOMER, ...STAFF] }),
  getContract: rpc('accounts.contract.get', OfContract, ContractView, {
    callers: [...CUSTOMER, ...STAFF, 'tickets'],
    errors: [NotFound],
  }),
} as const;

export const passwordResetAsked = event(
  'accounts.password-reset.asked.v1',
  PasswordResetAsked,
  'Somebody forgot the password of this address, which may be nobody’s. For accounts itself: asking takes the same time either way.',
);
export const contractActivated = event(
  'accounts.contract.activated.v1',
  ContractActivated,
  'A contract is active: its number is assigned and its first charge is made.',
);
export const contractLapsed = event(
  'accounts.contract.lapsed.v1',
  ContractEnded,
  'An unpaid registration lapsed (R15) or was refused: its number is back in stock.',
);
