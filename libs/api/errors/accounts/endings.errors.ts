import { formatCents, cents } from '#libs/money/money.js';
import { amount, day, optional, text } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** How a contract ends, or does not: cancellation, withdrawal and what stands in their way. */

/** R12: a contract in debt does not end before the debt is paid. */
export class DebtOpen extends domainError({
  code: 'debt_open',
  status: 409,
  text: ({ debtCents }) => ({
    it: `Il contratto ha un debito di ${formatCents(cents(debtCents), 'it')}: versalo e ripeti la richiesta.`,
    en: `The contract owes ${formatCents(cents(debtCents), 'en')}: pay it and ask again.`,
  }),
  todo: {
    it: 'Paga il debito con una ricarica (con bonifico, indicando il riferimento di pagamento) e ripeti la richiesta.',
    en: 'Pay the debt by a top-up (by bank transfer, with the payment reference) and ask again.',
  },
  details: {
    debtCents: amount('What is owed, as it is to be paid', 1220),
    paymentReference: optional(text('Creditor reference (ISO 11649) of the contract', 'RF20C00000001')),
  },
}) {
  constructor(debtCents: number, paymentReference?: string) {
    super({ debtCents, paymentReference });
  }
}

/** Only an active contract can be cancelled or transferred, and by one process at a time. */
export class ContractBusy extends domainError({
  code: 'contract_busy',
  status: 409,
  text: {
    it: 'Il contratto non è attivo, oppure è già in corso una disdetta o una voltura.',
    en: 'The contract is not active, or is being cancelled or transferred already.',
  },
  todo: {
    it: 'Rileggi il contratto: attendi che quanto è in corso finisca, oppure ritiralo.',
    en: 'Read the contract again: wait until what is under way has ended, or withdraw it.',
  },
  details: { doing: text('What is under way, or the state of the contract', 'cancellation') },
}) {
  constructor(doing: string) {
    super({ doing });
  }
}

/** R13: residual credit goes to its holder and to nobody else. */
export class NotInHoldersName extends domainError({
  code: 'iban_not_in_holders_name',
  status: 422,
  text: ({ holderName }) => ({
    it: `Il conto deve essere intestato a ${holderName}: indicalo in accountHolder.`,
    en: `The account must be in the name of ${holderName}: say so in accountHolder.`,
  }),
  todo: {
    it: 'Indica un conto intestato all’intestatario del contratto.',
    en: 'Give an account in the name of the holder of the contract.',
  },
  details: { holderName: text('The holder of the contract', 'Mario Rossi') },
}) {
  constructor(holderName: string) {
    super({ holderName });
  }
}

/** It can no longer be withdrawn. */
export class CancellationInEffect extends domainError({
  code: 'cancellation_in_effect',
  status: 409,
  text: {
    it: 'La disdetta ha già avuto effetto o non è in attesa: non può essere ritirata.',
    en: 'The cancellation has taken effect or is not pending: it cannot be withdrawn.',
  },
  todo: {
    it: 'Per tornare cliente registra un nuovo contratto.',
    en: 'To become a customer again register a new contract.',
  },
}) {}

/** The customer changed its mind: what undoes the cancellation. */
export class CancellationWithdrawn extends domainError({
  code: 'cancellation_withdrawn',
  status: 409,
  text: { it: 'La disdetta è stata ritirata.', en: 'The cancellation was withdrawn.' },
  todo: { it: 'Il contratto continua: non serve altro.', en: 'The contract carries on: nothing else is needed.' },
}) {}

const INSTEAD = {
  it: 'Puoi disdire in ogni momento e senza costi: il credito residuo ti sarà restituito.',
  en: 'You can cancel at any time and at no cost: the residual credit will be returned to you.',
};
const CANCEL = {
  it: 'Chiedi la disdetta con POST /v1/contracts/{contractId}/cancellation.',
  en: 'Ask for the cancellation with POST /v1/contracts/{contractId}/cancellation.',
};

/** R25: the right is a consumer's. */
export class WithdrawalConsumersOnly extends domainError({
  code: 'withdrawal_consumers_only',
  status: 409,
  text: {
    it: `Il recesso entro 14 giorni spetta ai soli consumatori. ${INSTEAD.it}`,
    en: `Withdrawal within 14 days is for consumers only. ${INSTEAD.en}`,
  },
  todo: CANCEL,
}) {}

/** R25: the 14 days are over. */
export class WithdrawalOver extends domainError({
  code: 'withdrawal_period_over',
  status: 409,
  text: {
    it: `I 14 giorni per il recesso sono terminati. ${INSTEAD.it}`,
    en: `The 14 days for a withdrawal are over. ${INSTEAD.en}`,
  },
  todo: CANCEL,
  details: { until: day('The last day of the right') },
}) {
  constructor(until: string) {
    super({ until });
  }
}

/** Who took a contract over did not conclude it. */
export class WithdrawalNotTransferred extends domainError({
  code: 'withdrawal_not_transferred',
  status: 409,
  text: {
    it: `Il recesso spetta a chi ha concluso il contratto, non a chi è subentrato. ${INSTEAD.it}`,
    en: `Withdrawal is for who concluded the contract, not for who took it over. ${INSTEAD.en}`,
  },
  todo: CANCEL,
}) {}
