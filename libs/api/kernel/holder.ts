import { CodiceFiscale, PartitaIva } from './codes.js';
import { Email, Nested, OneOf, Text } from './fields.js';

/** R2: services and prices are the same, only the holder's identity differs. */
export const HOLDER_KINDS = ['private', 'company'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** An Italian postal address. */
export class Address {
  @Text({ max: 120, example: 'Via Roma 1' }) street!: string;
  @Text({
    pattern: /^\s*\d{5}\s*$/,
    max: 10,
    patternText: { it: 'deve avere cinque cifre', en: 'must have five digits' },
    example: '20121',
  })
  cap!: string;
  @Text({ max: 80, example: 'Milano' }) city!: string;
  @Text({
    pattern: /^\s*[A-Za-z]{2}\s*$/,
    max: 10,
    patternText: { it: 'deve essere la sigla della provincia', en: 'must be the province code' },
    example: 'MI',
  })
  province!: string;
}

/**
 * Who holds a contract and its numbers (intestatario). R2: `private` with a codice fiscale and no VAT number; `company`
 * with a partita IVA, or, for a body that has none (a condominium, an association), with its codice fiscale of eleven digits.
 * Codes may be typed in lower case and with spaces: they are kept in capitals.
 */
export class Holder {
  @OneOf(HOLDER_KINDS) kind!: HolderKind;
  @Text({ optional: true, max: 80, description: 'Given name, of a private holder', example: 'Mario' })
  givenName?: string;
  @Text({ optional: true, max: 80, description: 'Family name, of a private holder', example: 'Rossi' })
  familyName?: string;
  @Text({ optional: true, max: 200, description: 'Company name (ragione sociale)', example: 'Rossi S.r.l.' })
  companyName?: string;
  @CodiceFiscale({
    optional: true,
    description:
      'Of a private holder, whose name it is checked against; or a company’s own, 11 digits or a sole trader’s 16 characters, beside its partita IVA or, without one, instead of it',
  })
  codiceFiscale?: string;
  @PartitaIva({ optional: true, description: 'Of a company' }) partitaIva?: string;
  @Text({
    optional: true,
    pattern: /^\s*[A-Za-z0-9]{6,7}\s*$/,
    max: 12,
    patternText: {
      it: 'deve avere sette lettere o cifre, oppure 0000000 con la PEC',
      en: 'must have seven letters or digits, or be 0000000 with a PEC address',
    },
    description: 'Codice destinatario SDI, of a company; 0000000 or none where the invoice goes to the PEC address',
    example: 'ABC1234',
  })
  codiceDestinatario?: string;
  @Email({
    optional: true,
    description:
      'PEC address, of a company: invoices go to it unless a codice destinatario other than 0000000 is given',
  })
  pec?: string;
  @Nested(() => Address) address!: Address;
}
