import { text, words } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** R16: a change of holder as it is asked for, agreed to and decided. */

/** One change of holder of a contract at a time. */
export class VolturaPending extends domainError({
  code: 'voltura_pending',
  status: 409,
  text: {
    it: "Per questo contratto c'è già una richiesta di voltura in corso.",
    en: 'A change of holder of this contract is already under way.',
  },
  todo: {
    it: 'Attendi che finisca, oppure ritirala e chiedine un’altra.',
    en: 'Wait until it has ended, or withdraw it and ask for another.',
  },
}) {}

/** Something is missing before the change of holder can be approved. */
export class VolturaIncomplete extends domainError({
  code: 'voltura_incomplete',
  status: 409,
  text: {
    it: 'Mancano il consenso del nuovo intestatario o dei documenti.',
    en: 'The agreement of the new holder, or documents, are missing.',
  },
  todo: {
    it: 'Fai arrivare quanto è elencato in missing, poi approva.',
    en: 'Get what missing lists, then approve.',
  },
  details: { missing: words('What is missing', ['agreement']) },
}) {
  constructor(missing: readonly string[]) {
    super({ missing });
  }
}

/** The request is past what was asked. */
export class VolturaDecided extends domainError({
  code: 'voltura_state',
  status: 409,
  text: {
    it: 'Nello stato attuale della richiesta questa operazione non è possibile.',
    en: 'The state of the request does not allow this.',
  },
  todo: { it: 'Rileggi la richiesta.', en: 'Read the request again.' },
  details: { state: text('The state of the request', 'approved') },
}) {
  constructor(state: string) {
    super({ state });
  }
}

/** The contract ended before the new holder agreed. */
export class VolturaLapsed extends domainError({
  code: 'voltura_lapsed',
  status: 409,
  text: {
    it: "Il contratto è terminato nel frattempo: non c'è più nulla da confermare.",
    en: 'The contract has ended meanwhile: there is nothing to confirm any more.',
  },
  todo: { it: 'Registra un contratto nuovo.', en: 'Register a new contract.' },
}) {}

/** The token is not one of ours, or too old. */
export class AgreementNotValid extends domainError({
  code: 'agreement_not_valid',
  status: 422,
  text: {
    it: 'Il collegamento non è valido o è scaduto: chiedi di ripetere la richiesta.',
    en: 'The link is not valid or too old: ask for the request to be repeated.',
  },
  todo: {
    it: 'Chiedi all’intestatario attuale di ripetere la richiesta di voltura.',
    en: 'Ask the present holder to ask for the change again.',
  },
}) {}
