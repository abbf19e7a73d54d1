import { formatNumber } from '#libs/italy/phone-number.js';
import { number, optional, text, whole } from '../../kernel/details.js';
import { domainError, type Text } from '../../kernel/domain-error.js';

/** The stock of numbers, their reservation and their life. */

const CHOOSE_ANOTHER = {
  it: 'Cerca un altro numero con GET /v1/numbers.',
  en: 'Look for another number with GET /v1/numbers.',
};
const DISTRICT = { district: text('Prefix of the district', '02') };

/** The number asked for is not free, or not ours. */
export class NumberUnavailable extends domainError({
  code: 'number_unavailable',
  status: 409,
  text: ({ number: asked }) => ({
    it: `Il numero ${formatNumber(asked)} non è disponibile: scegline un altro.`,
    en: `Number ${formatNumber(asked)} is not available: choose another one.`,
  }),
  todo: CHOOSE_ANOTHER,
  details: { number: number() },
}) {
  constructor(asked: string) {
    super({ number: asked });
  }
}

/** No number of the district is free. */
export class DistrictExhausted extends domainError({
  code: 'district_exhausted',
  status: 409,
  text: ({ district }) => ({
    it: `Nel distretto ${district} non ci sono numeri disponibili: scegli un altro distretto o riprova più avanti.`,
    en: `District ${district} has no numbers available: choose another district or try again later.`,
  }),
  todo: {
    it: 'Scegli un altro distretto con GET /v1/districts.',
    en: 'Choose another district with GET /v1/districts.',
  },
  details: DISTRICT,
}) {
  constructor(district: string) {
    super({ district });
  }
}

/** Registrations that nobody has paid hold as many numbers of the district as they may together. */
export class DistrictHeld extends domainError({
  code: 'district_held',
  status: 409,
  text: ({ district }) => ({
    it: `Nel distretto ${district} troppi numeri sono riservati da registrazioni in attesa di pagamento: riprova tra mezz'ora, oppure scegli un altro distretto.`,
    en: `Too many numbers of district ${district} are held by registrations that wait to be paid: try again in half an hour, or choose another district.`,
  }),
  todo: {
    it: 'Riprova tra mezz’ora, oppure scegli un altro distretto.',
    en: 'Try again in half an hour, or choose another district.',
  },
  details: DISTRICT,
}) {
  constructor(district: string) {
    super({ district });
  }
}

/** No such district in Italy. */
export class DistrictUnknown extends domainError({
  code: 'district_unknown',
  status: 422,
  text: ({ district }) => ({
    it: `${district} non è il prefisso di un distretto telefonico.`,
    en: `${district} is not the prefix of a telephone district.`,
  }),
  todo: {
    it: 'Scegli un prefisso tra quelli di GET /v1/districts.',
    en: 'Choose a prefix among those of GET /v1/districts.',
  },
  details: DISTRICT,
}) {
  constructor(district: string) {
    super({ district });
  }
}

/** Only a number that was ported out can be taken back. */
export class NumberNotAway extends domainError({
  code: 'number_not_away',
  status: 409,
  text: ({ number: asked }) => ({
    it: `Il numero ${formatNumber(asked)} non è presso un altro operatore.`,
    en: `Number ${formatNumber(asked)} is not with another operator.`,
  }),
  todo: { it: 'Controlla il numero e la sua storia.', en: 'Check the number and its history.' },
  details: { number: number() },
}) {
  constructor(asked: string) {
    super({ number: asked });
  }
}

/** What was reserved for the contract is not reserved any more. */
export class ReservationGone extends domainError({
  code: 'reservation_gone',
  status: 409,
  text: ({ number: asked }) => ({
    it: `Il numero ${formatNumber(asked)} non è più riservato: scegline un altro.`,
    en: `Number ${formatNumber(asked)} is not reserved any more: choose another one.`,
  }),
  todo: CHOOSE_ANOTHER,
  details: { number: number() },
}) {
  constructor(asked: string) {
    super({ number: asked });
  }
}

const NOT_ROUND: Text = {
  it: 'Un blocco inizia da un multiplo di 100 e contiene un multiplo di 100 numeri.',
  en: 'A block begins at a multiple of 100 and holds a multiple of 100 numbers.',
};

/** The numbers are no block that the regulator gives. */
export class BlockNotValid extends domainError({
  code: 'block_not_valid',
  status: 422,
  text: ({ number: wrong, district }) =>
    wrong
      ? {
          it: `${wrong} non è un numero geografico del distretto ${district}.`,
          en: `${wrong} is not a geographic number of district ${district}.`,
        }
      : NOT_ROUND,
  todo: {
    it: 'Controlla distretto, primo numero e quantità sul provvedimento di assegnazione.',
    en: 'Check district, first number and count against the decision that assigned them.',
  },
  details: {
    from: optional(text('The first number that was given', '0255600050')),
    count: optional(whole('How many were given', 100)),
    number: optional(number('The number that is not of the district')),
    district: optional(text('Prefix of the district', '02')),
  },
}) {}

/** Some of the numbers are in the inventory already. */
export class BlockOverlap extends domainError({
  code: 'block_overlap',
  status: 409,
  text: ({ blockId, from, to }) => ({
    it: `Parte di questi numeri è già nel blocco ${from}–${to} (${blockId}): carica solo gli altri.`,
    en: `Some of these numbers are in block ${from}–${to} (${blockId}) already: load only the others.`,
  }),
  todo: { it: 'Carica solo i numeri che mancano.', en: 'Load only the numbers that are missing.' },
  details: {
    blockId: text('The block that has them', 'blk1'),
    from: number('Its first number', '+390255600000'),
    to: number('Its last number', '+390255600999'),
  },
}) {
  constructor({ id, from, to }: { id: string; from: string; to: string }) {
    super({ blockId: id, from, to });
  }
}
