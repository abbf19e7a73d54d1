import { TooManyMails } from '#libs/api/errors/accounts/sign-in.errors.js';
import { DESK, STAFF } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { ContractView, Holder } from './accounts.js';
import { rpc } from '../kernel/definition.js';
import { Count, Email, Flag, Id, Instant, Many, Nested, OneOf, Text } from '../kernel/fields.js';
import { SagaView } from '../kernel/sagas.js';
import { Done, PageQuery } from '../kernel/shared.js';

/** What staff see of a customer, and do for it. */

export class OfCustomer {
  @Id({ description: 'The customer' }) customerId!: string;
}
export class FindCustomers extends PageQuery {
  @Text({
    optional: true,
    max: 200,
    description: 'An email address, a contract number, a codice fiscale or partita IVA, or a telephone number',
  })
  text?: string;
}
export class CustomerSummary {
  @Id() id!: string;
  @Nested(() => Holder) identity!: Holder;
  @Email({ optional: true }) email?: string;
  @Instant() createdAt!: string;
}
export class CustomerPage {
  @Many(() => CustomerSummary) items!: CustomerSummary[];
  @Text({ optional: true }) nextCursor?: string;
}
export class CustomerSignIn {
  @Id() id!: string;
  @Email() email!: string;
  @Flag() emailConfirmed!: boolean;
  @Flag() blocked!: boolean;
  @Text({ optional: true, max: 500 }) blockReason?: string;
}
export class SentEmail {
  @Id() id!: string;
  @Text({ description: 'Which one: registered, activated, …' }) template!: string;
  @Email() to!: string;
  @OneOf(['queued', 'sent', 'failed']) state!: string;
  @Count() attempts!: number;
  @Text({ optional: true, max: 500 }) failure?: string;
  @Text({
    optional: true,
    description:
      'Stable code: server_unreachable, deferred, sign_in_refused, recipient_refused, message_refused, not_composed; absent in those of before it was told',
  })
  failureCode?: string;
  @Instant() queuedAt!: string;
  @Instant({ optional: true }) sentAt?: string;
}
export class TimelineEntry {
  @Instant() at!: string;
  @Text({ description: 'Stable code: contract_activated, email_sent, staff_block_sign_in, …' }) what!: string;
  @Text({ optional: true, max: 700 }) detail?: string;
  @Text({ optional: true, max: 60, description: 'The contract, saga, email or user it is about' }) about?: string;
}
/** A customer whole, as far as accounts knows it. */
export class CustomerView extends CustomerSummary {
  @Many(() => CustomerSignIn) signIns!: CustomerSignIn[];
  @Many(() => ContractView) contracts!: ContractView[];
  @Many(() => SagaView, { description: 'Long-running work for its contracts, newest first' }) sagas!: SagaView[];
  @Many(() => SentEmail, { description: 'The last emails, newest first' }) emails!: SentEmail[];
  @Many(() => TimelineEntry, { description: 'What happened, newest first' }) timeline!: TimelineEntry[];
}
/** A step of staff against or for a customer; the reason is kept. */
export class BlockSignIn extends OfCustomer {
  @Flag() blocked!: boolean;
  @Text({ max: 500, lines: true }) reason!: string;
}
export class ResendConfirmation extends OfCustomer {
  @Text({ max: 500, lines: true }) reason!: string;
}

export const accountsCustomersRpc = {
  /** Newest first, or those that the text names. */
  find: rpc('accounts.customer.find', FindCustomers, CustomerPage, { callers: STAFF }),
  get: rpc('accounts.customer.get', OfCustomer, CustomerView, { callers: [...STAFF, 'tickets'], errors: [NotFound] }),
  /** Blocks every sign-in of the customer and ends its sessions; or lets it sign in again. */
  blockSignIn: rpc('accounts.customer.block-sign-in', BlockSignIn, Done, {
    callers: DESK,
    key: true,
    errors: [NotFound],
  }),
  /** Sends the email confirmation again to whoever has not confirmed. */
  resendConfirmation: rpc('accounts.customer.resend-confirmation', ResendConfirmation, Done, {
    callers: DESK,
    key: true,
    errors: [NotFound, TooManyMails],
  }),
} as const;
