import { optional, text, word } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

const WANTED = {
  adjustment: {
    it: 'Il contratto non è ancora attivo: registra una ricarica.',
    en: 'The contract is not active yet: book a top-up.',
  },
  port_in: {
    it: 'La portabilità si può richiedere solo con un contratto attivo.',
    en: 'Numbers can be ported in only once the contract is active.',
  },
  voltura: {
    it: 'La voltura si può chiedere solo per un contratto attivo.',
    en: 'A change of holder can be asked only for an active contract.',
  },
} as const;

/** What was asked for takes an active contract: a port-in (R5), a change of holder (R16), a correction of credit. */
export class ContractNotActive extends domainError({
  code: 'contract_not_active',
  status: 409,
  text: ({ wanted }) => WANTED[wanted],
  todo: {
    it: 'Attiva il contratto con una ricarica e ripeti la richiesta; su un contratto cessato non è possibile.',
    en: 'Activate the contract by a top-up and ask again; it is not possible for a contract that has ended.',
  },
  details: {
    wanted: word<keyof typeof WANTED>('What was asked for', 'port_in'),
    state: optional(text('The state of the contract', 'awaiting_credit')),
  },
}) {
  constructor(wanted: keyof typeof WANTED, state?: string) {
    super({ wanted, state });
  }
}
