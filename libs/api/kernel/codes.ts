import { ValidateBy } from 'class-validator';
import { isCodiceFiscale } from '#libs/italy/codice-fiscale.js';
import { hasRightCin, isSepaIban } from '#libs/italy/iban.js';
import { isCompanyCodiceFiscale, isPartitaIva } from '#libs/italy/partita-iva.js';
import type { Text as Sentence } from './domain-error.js';
import { declare, isText, text, type Check, type FieldOptions } from './field.js';

/** Fields that carry a code which proves itself by a check digit or letter. */

type Proof = readonly [accept: (value: string) => boolean, sentence: Sentence];
const proven =
  (name: string, pattern: RegExp, accept: Proof[0], sentence: Sentence, ...more: readonly Proof[]) =>
  (options: FieldOptions = {}) => {
    const proofs = ([[accept, sentence], ...more] as const).map(([holds, said], index): [Check, Sentence] => [
      (o) =>
        ValidateBy(
          {
            name: `${name}${index || ''}`,
            validator: { validate: (v) => typeof v === 'string' && pattern.test(v) && holds(v) },
          },
          o,
        ),
      said,
    ]);
    return declare(
      { schema: { type: 'string', pattern: pattern.source, 'x-format': name }, checks: [isText, ...proofs] },
      options,
    );
  };

/** Codice fiscale with its check character: of a person, 16 characters, omocodia included (DM 23 December 1976), or of a body, eleven digits. Spaces and case aside. */
export const CodiceFiscale = proven(
  'codice-fiscale',
  /^[A-Za-z0-9 ]{11,40}$/,
  (text) => isCodiceFiscale(text) || isCompanyCodiceFiscale(text.replace(/ /g, '')),
  text(
    'non è un codice fiscale valido: ha 16 caratteri (persone) o 11 cifre (società ed enti)',
    'is not a valid codice fiscale: it has 16 characters (people) or 11 digits (companies and bodies)',
  ),
);
/** Partita IVA, eleven digits with their check digit (DPR 633/1972, art. 35). Spaces and the prefix IT aside. */
export const PartitaIva = proven(
  'partita-iva',
  /^ *([Ii][Tt])?[0-9 ]{11,37}$/,
  isPartitaIva,
  text(
    'non è una partita IVA valida: ha 11 cifre, l’ultima di controllo',
    'is not a valid partita IVA: it has 11 digits, the last of which checks the others',
  ),
);
/** IBAN of a SEPA country (ISO 13616); of an Italian one the CIN is verified too. */
export const Iban = proven(
  'iban',
  /^[A-Za-z0-9 ]{15,40}$/,
  isSepaIban,
  text('non è un IBAN valido di un paese dell’area SEPA', 'is not a valid IBAN of a country in SEPA'),
  [
    (iban) => !isSepaIban(iban) || hasRightCin(iban),
    text(
      'ha la lettera di controllo (CIN) sbagliata, il quinto carattere: ricopia l’IBAN dal conto',
      'has a wrong check letter (CIN), its fifth character: copy the IBAN from the account again',
    ),
  ],
);
