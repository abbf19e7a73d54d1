import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import { ContractBusy } from '#libs/api/errors/accounts/endings.errors.js';
import { CUSTOMER, DESK, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Email, Id, Instant, Many, Nested, OneOf, Text } from '../kernel/fields.js';
import { Address, Holder } from '../kernel/holder.js';
import { Empty } from '../kernel/shared.js';

/** What a customer corrects by itself, without a voltura (R29): where it lives and where its invoices go. */

/** All of it together: what is left out is left empty. */
export class Details {
  @Nested(() => Address) address!: Address;
  @Text({
    optional: true,
    pattern: /^\s*[A-Za-z0-9]{6,7}\s*$/,
    max: 12,
    patternText: {
      it: 'deve avere sette lettere o cifre, oppure 0000000 con la PEC',
      en: 'must have seven letters or digits, or be 0000000 with a PEC address',
    },
    description: 'Codice destinatario SDI, of a company',
    example: 'ABC1234',
  })
  codiceDestinatario?: string;
  @Email({ optional: true, description: 'PEC address, of a company' }) pec?: string;
}
export class CorrectCustomerDetails extends Details {
  @Id({ description: 'The customer' }) customerId!: string;
  @Text({ min: 3, max: 500, lines: true, description: 'Why staff correct them: kept with the history' })
  reason!: string;
}
export class OfCustomerDetails {
  @Id({ description: 'The customer' }) customerId!: string;
}
export class DetailsChange {
  @Instant() at!: string;
  @OneOf(['customer', 'staff']) byKind!: string;
  @Text({ description: 'The sign-in that did it' }) by!: string;
  @Text({ optional: true, max: 500, lines: true }) reason?: string;
  @Nested(() => Details) before!: Details;
  @Nested(() => Details) after!: Details;
}
export class DetailsView {
  @Id() customerId!: string;
  @Nested(() => Holder) identity!: Holder;
  @Many(() => DetailsChange, { description: 'What was corrected, newest first' }) changes!: DetailsChange[];
}

export class DetailsCorrected {
  @Id() customerId!: string;
  @Nested(() => Holder, { description: 'The identity as it is from then on; who it is has not changed' })
  holder!: Holder;
  @Instant() at!: string;
}

export const accountsDetailsRpc = {
  /** The customer's own. */
  get: rpc('accounts.details.get', Empty, DetailsView, { callers: CUSTOMER, errors: [NotFound] }),
  /** Corrects the customer's own; contracts that it holds follow, their invoices from then on. Refused with `contract_busy` while one changes hands or is being registered. */
  correct: rpc('accounts.details.correct', Details, DetailsView, {
    callers: CUSTOMER,
    key: true,
    errors: [ContractBusy, ErasureUnderWay, NotFound],
  }),
  /** Staff, with a reason. */
  ofCustomer: rpc('accounts.details.of-customer', OfCustomerDetails, DetailsView, {
    callers: STAFF,
    errors: [NotFound],
  }),
  correctFor: rpc('accounts.details.correct-for', CorrectCustomerDetails, DetailsView, {
    callers: DESK,
    key: true,
    errors: [ContractBusy, ErasureUnderWay, NotFound],
  }),
} as const;

export const detailsCorrected = event(
  'accounts.customer.details-corrected.v1',
  DetailsCorrected,
  'Address, PEC or codice destinatario of a customer were corrected without a change of holder (R29).',
);
