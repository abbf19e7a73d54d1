import { CodiceFiscale, Email, Nested, OneOf, PartitaIva, Text } from './fields.js';

/** R2: services and prices are the same, only the holder's identity differs. */
export const HOLDER_KINDS = ['private', 'company'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** An Italian postal address. */
export class Address {
  @Text({ max: 120, example: 'Via Roma 1' }) street!: string;
  @Text({ pattern: /^\d{5}$/, max: 5, patternText: { it: 'deve avere cinque cifre', en: 'must have five digits' }, example: '20121' }) cap!: string;
  @Text({ max: 80, example: 'Milano' }) city!: string;
  @Text({ pattern: /^[A-Z]{2}$/, max: 2, patternText: { it: 'deve essere la sigla della provincia', en: 'must be the province code' }, example: 'MI' }) province!: string;
}

/**
 * Who holds a contract and its numbers (intestatario). R2: `private` with a codice fiscale and no VAT number, `company`
 * with a partita IVA.
 */
export class Holder {
  @OneOf(HOLDER_KINDS) kind!: HolderKind;
  @Text({ optional: true, max: 80, description: 'Given name, of a private holder', example: 'Mario' }) givenName?: string;
  @Text({ optional: true, max: 80, description: 'Family name, of a private holder', example: 'Rossi' }) familyName?: string;
  @Text({ optional: true, max: 200, description: 'Company name (ragione sociale)', example: 'Rossi S.r.l.' }) companyName?: string;
  @CodiceFiscale({ optional: true, description: 'Of a private holder; its check character and the name are verified' }) codiceFiscale?: string;
  @PartitaIva({ optional: true, description: 'Of a company' }) partitaIva?: string;
  @Text({ optional: true, pattern: /^[A-Z0-9]{7}$/, max: 7, patternText: { it: 'deve avere sette caratteri', en: 'must have seven characters' }, description: 'Codice destinatario SDI, of a company' }) codiceDestinatario?: string;
  @Email({ optional: true, description: 'PEC address, of a company' }) pec?: string;
  @Nested(() => Address) address!: Address;
}
