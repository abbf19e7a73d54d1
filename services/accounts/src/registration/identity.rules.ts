import type { Holder } from '#libs/contracts/accounts.js';
import type { FieldError } from '#libs/contracts/domain-error.js';
import { contradictions, parseCodiceFiscale } from '#libs/italy/codice-fiscale.js';
import { isPec } from '#libs/italy/invoice-address.js';
import { parsePartitaIva } from '#libs/italy/partita-iva.js';
import { capIsIn, isProvince } from '#libs/italy/postal.js';

const REQUIRED = { private: ['givenName', 'familyName', 'codiceFiscale'], company: ['companyName', 'partitaIva'] } as const;
const FOREIGN = { private: ['companyName', 'partitaIva', 'codiceDestinatario', 'pec'], company: ['givenName', 'familyName'] } as const;

const problem = (field: string, it: string, en: string): FieldError => ({ field: `holder.${field}`, text: { it, en } });

/**
 * What is wrong with an identity; nothing when it can hold a contract (R2). The form of each field (check characters
 * included) was verified at the edge; here is what the fields say together.
 */
export function identityProblems(holder: Holder): FieldError[] {
  const missing = REQUIRED[holder.kind].filter((field) => !holder[field]?.trim());
  if (missing.length > 0) return missing.map((field) => problem(field, 'è obbligatorio', 'is required'));
  const foreign = FOREIGN[holder.kind].filter((field) => holder[field] !== undefined && holder[field] !== null);
  return [...foreign.map((field) => notForKind(field, holder.kind)), ...nameProblems(holder), ...pecProblems(holder), ...addressProblems(holder)];
}

function notForKind(field: string, kind: Holder['kind']): FieldError {
  return kind === 'private' ? problem(field, 'è solo per le aziende', 'is only for companies') : problem(field, 'è solo per i privati', 'is only for private people');
}

function nameProblems({ kind, codiceFiscale, givenName, familyName }: Holder): FieldError[] {
  if (kind === 'company' || !codiceFiscale) return [];
  const wrong = contradictions(codiceFiscale, { firstName: givenName, lastName: familyName });
  return wrong.map((field) => problem(field === 'firstName' ? 'givenName' : 'familyName', 'non corrisponde al codice fiscale', 'does not agree with the codice fiscale'));
}

const pecProblems = ({ pec }: Holder): FieldError[] => (pec && !isPec(pec) ? [problem('pec', 'non può essere una PEC', 'cannot be a PEC address')] : []);

function addressProblems({ address: { cap, province } }: Holder): FieldError[] {
  if (!isProvince(province)) return [problem('address.province', 'non è una provincia italiana', 'is not an Italian province')];
  return capIsIn(cap, province) ? [] : [problem('address.cap', 'non appartiene alla provincia indicata', 'does not lie in the given province')];
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ').normalize('NFC');

/** The identity as it is stored and compared: spaces tidied, codes in capitals, absent fields left out. */
export function normalisedIdentity(holder: Holder): Holder {
  const { kind, address } = holder;
  const where = { street: tidy(address.street), cap: address.cap, city: tidy(address.city), province: address.province };
  const codiceFiscale = holder.codiceFiscale && parseCodiceFiscale(holder.codiceFiscale);
  if (kind === 'private') return { kind, givenName: tidy(holder.givenName!), familyName: tidy(holder.familyName!), codiceFiscale: codiceFiscale!, address: where };
  return {
    kind, companyName: tidy(holder.companyName!), partitaIva: parsePartitaIva(holder.partitaIva!), ...(codiceFiscale ? { codiceFiscale } : {}),
    ...(holder.codiceDestinatario ? { codiceDestinatario: holder.codiceDestinatario } : {}), ...(holder.pec ? { pec: holder.pec.toLowerCase() } : {}), address: where,
  };
}

/** The name by which registers and emails know a holder. */
export const nameOf = (holder: Holder): string => (holder.kind === 'private' ? `${holder.givenName} ${holder.familyName}` : holder.companyName!);

/** The code that identifies a holder in the number register: codice fiscale, or partita IVA of a company. */
export const taxCodeOf = (holder: Holder): string => (holder.kind === 'private' ? holder.codiceFiscale! : holder.partitaIva!);
