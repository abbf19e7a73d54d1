import { DomainError } from '#libs/api/kernel/domain-error.js';
import { formatNumber } from '#libs/italy/phone-number.js';

/** The number asked for is not free, or not ours. */
export class NumberUnavailable extends DomainError {
  constructor(number: string) {
    super({
      code: 'number_unavailable',
      status: 409,
      details: { number },
      text: {
        it: `Il numero ${formatNumber(number)} non è disponibile: scegline un altro.`,
        en: `Number ${formatNumber(number)} is not available: choose another one.`,
      },
    });
  }
}

/** No number of the district is free. */
export class DistrictExhausted extends DomainError {
  constructor(district: string) {
    super({
      code: 'district_exhausted',
      status: 409,
      details: { district },
      text: {
        it: `Nel distretto ${district} non ci sono numeri disponibili: scegli un altro distretto o riprova più avanti.`,
        en: `District ${district} has no numbers available: choose another district or try again later.`,
      },
    });
  }
}

/** Registrations that nobody has paid hold as many numbers of the district as they may together. */
export class DistrictHeld extends DomainError {
  constructor(district: string) {
    super({
      code: 'district_held',
      status: 409,
      details: { district },
      text: {
        it: `Nel distretto ${district} troppi numeri sono riservati da registrazioni in attesa di pagamento: riprova tra mezz'ora, oppure scegli un altro distretto.`,
        en: `Too many numbers of district ${district} are held by registrations that wait to be paid: try again in half an hour, or choose another district.`,
      },
    });
  }
}

/** Only a number that was ported out can be taken back. */
export class NumberNotAway extends DomainError {
  constructor(number: string) {
    super({
      code: 'number_not_away',
      status: 409,
      details: { number },
      text: {
        it: `Il numero ${formatNumber(number)} non è presso un altro operatore.`,
        en: `Number ${formatNumber(number)} is not with another operator.`,
      },
    });
  }
}

/** No such district in Italy. */
export class DistrictUnknown extends DomainError {
  constructor(district: string) {
    super({
      code: 'district_unknown',
      status: 422,
      details: { district },
      text: {
        it: `${district} non è il prefisso di un distretto telefonico.`,
        en: `${district} is not the prefix of a telephone district.`,
      },
    });
  }
}

/** What was reserved for the contract is not reserved any more. */
export class ReservationGone extends DomainError {
  constructor(number: string) {
    super({
      code: 'reservation_gone',
      status: 409,
      details: { number },
      text: {
        it: `Il numero ${formatNumber(number)} non è più riservato: scegline un altro.`,
        en: `Number ${formatNumber(number)} is not reserved any more: choose another one.`,
      },
    });
  }
}
