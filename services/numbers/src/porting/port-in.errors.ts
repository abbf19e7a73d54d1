import { DomainError } from '#libs/api/kernel/domain-error.js';
import { formatNumber } from '#libs/italy/phone-number.js';

/** R5: numbers can come only into a contract that is active. */
export class ContractNotActive extends DomainError {
  constructor() {
    super({
      code: 'contract_not_active',
      status: 409,
      text: {
        it: 'La portabilità si può richiedere solo con un contratto attivo.',
        en: 'Numbers can be ported in only once the contract is active.',
      },
    });
  }
}

/** One of the numbers is here already, or on its way. */
export class NumberNotPortable extends DomainError {
  constructor(number: string, why: 'not_geographic' | 'here_already' | 'port_in_progress') {
    const written = formatNumber(number);
    const text = {
      not_geographic: {
        it: `${written} non è un numero geografico italiano.`,
        en: `${written} is not an Italian geographic number.`,
      },
      here_already: {
        it: `Il numero ${written} è già dei nostri: non serve la portabilità.`,
        en: `Number ${written} is ours already: there is no need to port it.`,
      },
      port_in_progress: {
        it: `Per il numero ${written} c'è già una richiesta di portabilità aperta.`,
        en: `Number ${written} has an open port-in order already.`,
      },
    }[why];
    super({ code: 'number_not_portable', status: 409, text, details: { number, why } });
  }
}

/** A contract cannot have so many numbers. */
export class TooManyNumbers extends DomainError {
  constructor(atMost: number) {
    super({
      code: 'too_many_numbers',
      status: 409,
      details: { atMost },
      text: {
        it: `Un contratto può avere al massimo ${atMost} numeri, compresi quelli in arrivo.`,
        en: `A contract can have at most ${atMost} numbers, those on their way included.`,
      },
    });
  }
}

/** The signed letter of authority and an identity document go with every order. */
export class DocumentsMissing extends DomainError {
  constructor(missing: readonly string[]) {
    super({
      code: 'documents_missing',
      status: 409,
      details: { missing },
      text: {
        it: "Carica la delega firmata e un documento d'identità prima di inviare la richiesta.",
        en: 'Upload the signed letter of authority and an identity document before you submit.',
      },
    });
  }
}

/** So many comments or documents are in the order already. */
export class PortInFull extends DomainError {
  constructor(what: 'comments' | 'documents', atMost: number) {
    super({
      code: 'port_in_full',
      status: 409,
      details: { what, atMost },
      text: {
        it: 'La richiesta contiene già troppi commenti o documenti: apri un ticket.',
        en: 'The order holds too many comments or documents already: open a ticket.',
      },
    });
  }
}

/** The file is of a kind or size that is not accepted. */
export class DocumentRefused extends DomainError {
  constructor() {
    super({
      code: 'document_refused',
      status: 422,
      text: {
        it: 'Sono accettati file PDF, PNG e JPEG fino a 5 MB, con il nome che corrisponde al contenuto.',
        en: 'PDF, PNG and JPEG files up to 5 MB are accepted, with a name that matches the content.',
      },
    });
  }
}

/** The state of the order does not allow what was asked. */
export class PortInNotPossible extends DomainError {
  constructor(action: string, state: string) {
    super({
      code: 'port_in_state',
      status: 409,
      details: { action, state },
      text: {
        it: 'Nello stato attuale della portabilità questa operazione non è possibile.',
        en: 'The state of the port-in order does not allow this.',
      },
    });
  }
}
