import { cents, formatCents, type Cents } from '#libs/money/money.js';
import { amount, instant, text, word } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** Credit: what it does not cover, and who may correct or give it back. */

/** Credit does not cover a charge; nothing was changed (R9). */
export class CreditShort extends domainError({
  code: 'credit_short',
  status: 402,
  text: ({ missingCents, amountDueCents }) => {
    const [missing, due] = [cents(missingCents), cents(amountDueCents)];
    return {
      it: `Il credito non basta: mancano ${formatCents(missing, 'it')}. Ricarica almeno ${due === missing ? 'questo importo' : `${formatCents(due, 'it')}, IVA compresa,`} e riprova.`,
      en: `There is not enough credit: ${formatCents(missing, 'en')} is missing. Top up at least ${due === missing ? 'that much' : `${formatCents(due, 'en')}, VAT included,`} and try again.`,
    };
  },
  todo: {
    it: 'Ricarica almeno amountDueCents (con bonifico o con carta) e ripeti la richiesta.',
    en: 'Top up at least amountDueCents (by bank transfer or card) and ask again.',
  },
  details: {
    missingCents: amount('The credit that is missing', 340),
    amountDueCents: amount('What to pay for it, with VAT where top-ups are invoiced', 415),
    balanceCents: amount('The credit that there is', 160),
  },
}) {
  /** `due`: what to pay for the missing credit, with VAT (R24). */
  constructor(missing: Cents, balance: Cents, due: Cents = missing) {
    super({ missingCents: missing, amountDueCents: due, balanceCents: balance });
  }
}

/** The activation was charged: it can no longer be undone. */
export class AlreadyActivated extends domainError({
  code: 'activation_charged',
  status: 409,
  text: { it: 'L’attivazione è già stata addebitata.', en: 'The activation has already been charged.' },
  todo: { it: 'Per uscire chiedi la disdetta.', en: 'To leave ask for the cancellation.' },
}) {}

/** Nothing can be charged to or changed on an account that has ended (R14). */
export class AccountClosed extends domainError({
  code: 'account_closed',
  status: 409,
  text: {
    it: 'Il contratto è cessato: non si può più modificare.',
    en: 'The contract has ended: it can no longer be changed.',
  },
  todo: { it: 'Registra un contratto nuovo.', en: 'Register a new contract.' },
}) {}

/** Somebody else has decided meanwhile. */
export class AdjustmentDecided extends domainError({
  code: 'adjustment_decided',
  status: 409,
  text: { it: 'La rettifica è già stata decisa.', en: 'The adjustment was decided already.' },
  todo: { it: 'Rileggila; se serve, chiedine un’altra.', en: 'Read it again; ask for another where one is needed.' },
  details: { state: text('What was decided', 'booked') },
}) {
  constructor(state: string) {
    super({ state });
  }
}

/** Less is left of a charge than is to be corrected. */
export class ChargeExceeded extends domainError({
  code: 'charge_exceeded',
  status: 409,
  text: ({ leftCents }) => ({
    it: `Di questo addebito si possono rettificare al massimo ${formatCents(cents(leftCents), 'it')}.`,
    en: `At most ${formatCents(cents(leftCents), 'en')} of this charge can be corrected.`,
  }),
  todo: { it: 'Chiedi al massimo quanto resta.', en: 'Ask for what is left at most.' },
  details: { leftCents: amount('What is left of the charge', 500) },
}) {
  constructor(left: Cents) {
    super({ leftCents: left });
  }
}

const OTHER_PERSON = {
  adjustment: {
    it: 'Serve l’approvazione di un’altra persona: questa rettifica l’hai chiesta tu.',
    en: 'Another person must approve: you asked for this adjustment yourself.',
  },
  refund: {
    it: 'Serve l’approvazione di un’altra persona: hai già approvato questo rimborso o ne hai indicato l’IBAN.',
    en: 'Another person must approve: you have already approved this refund or gave its IBAN.',
  },
} as const;
const ASK_A_COLLEAGUE = { it: 'Chiedi a un’altra persona.', en: 'Ask another person.' };

/** Four eyes: whoever asked for it, or approved it before, does not approve it. */
export class SecondPersonNeeded extends domainError({
  code: 'second_person_needed',
  status: 409,
  text: ({ of }) => OTHER_PERSON[of],
  todo: ASK_A_COLLEAGUE,
  details: { of: word<keyof typeof OTHER_PERSON>('What is to be approved', 'refund') },
}) {
  constructor(of: keyof typeof OTHER_PERSON) {
    super({ of });
  }
}

/** Who approves came, or was given its roles, after what is to be approved. */
export class ApproverTooNew extends domainError({
  code: 'approver_too_new',
  status: 409,
  text: {
    it: 'Il tuo accesso, o i suoi ruoli, sono più recenti della richiesta: deve approvarla chi c’era già quando è stata fatta.',
    en: 'Your sign-in, or its roles, are newer than the request: it must be approved by somebody who was here when it was made.',
  },
  todo: ASK_A_COLLEAGUE,
  details: { requestedAt: instant('When it was asked for') },
}) {
  constructor(requestedAt: Date) {
    super({ requestedAt: requestedAt.toISOString() });
  }
}

/** Whoever made credit alone may not also pay it out. */
export class OwnCredit extends domainError({
  code: 'own_credit',
  status: 409,
  text: {
    it: 'Hai registrato tu credito di questo contratto, o che questo bonifico è tornato: il rimborso deve approvarlo un’altra persona.',
    en: 'You booked credit of this contract, or that this transfer came back, yourself: another person must approve the refund.',
  },
  todo: ASK_A_COLLEAGUE,
}) {}
