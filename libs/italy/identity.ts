import { contradictions, parseCodiceFiscale } from './codice-fiscale.js';
import { isPec } from './invoice-address.js';
import { parsePartitaIva } from './partita-iva.js';
import { capIsIn, isProvince } from './postal.js';

/** Who holds a contract and its numbers, as people give it (R2). */
export interface Identity {
  kind: 'private' | 'company';
  givenName?: string;
  familyName?: string;
  companyName?: string;
  codiceFiscale?: string;
  partitaIva?: string;
  codiceDestinatario?: string;
  pec?: string;
  address: { street: string; cap: string; city: string; province: string };
}
/** What is wrong with one field of it. */
export interface IdentityProblem {
  readonly field: string;
  readonly text: { readonly it: string; readonly en: string };
}

const REQUIRED = { private: ['givenName', 'familyName', 'codiceFiscale'], company: ['companyName', 'partitaIva'] } as const;
const FOREIGN = { private: ['companyName', 'partitaIva', 'codiceDestinatario', 'pec'], company: ['givenName', 'familyName'] } as const;

const problem = (field: string, it: string, en: string): IdentityProblem => ({ field, text: { it, en } });

/**
 * What is wrong with an identity; nothing when it can hold a contract (R2). The form of each field (check characters
 * included) was verified at the edge; here is what the fields say together. `at` is where it stands in the request.
 */
export function identityProblems(holder: Identity, at: string): IdentityProblem[] {
  const missing = REQUIRED[holder.kind].filter((field) => !holder[field]?.trim()).map((field) => problem(field, 'è obbligatorio', 'is required'));
  const problems = missing.length > 0 ? missing : contradictory(holder);
  return problems.map(({ field, text }) => ({ field: `${at}.${field}`, text }));
}

function contradictory(holder: Identity): IdentityProblem[] {
  const foreign = FOREIGN[holder.kind].filter((field) => holder[field] !== undefined && holder[field] !== null);
  return [...foreign.map((field) => notForKind(field, holder.kind)), ...nameProblems(holder), ...pecProblems(holder), ...addressProblems(holder)];
}

function notForKind(field: string, kind: Identity['kind']): IdentityProblem {
  return kind === 'private' ? problem(field, 'è solo per le aziende', 'is only for companies') : problem(field, 'è solo per i privati', 'is only for private people');
}

function nameProblems({ kind, codiceFiscale, givenName, familyName }: Identity): IdentityProblem[] {
  if (kind === 'company' || !codiceFiscale) return [];
  const wrong = contradictions(codiceFiscale, { firstName: givenName, lastName: familyName });
  return wrong.map((field) => problem(field === 'firstName' ? 'givenName' : 'familyName', 'non corrisponde al codice fiscale', 'does not agree with the codice fiscale'));
}

const pecProblems = ({ pec }: Identity): IdentityProblem[] => (pec && !isPec(pec) ? [problem('pec', 'non può essere una PEC', 'cannot be a PEC address')] : []);

function addressProblems({ address: { cap, province } }: Identity): IdentityProblem[] {
  if (!isProvince(province)) return [problem('address.province', 'non è una provincia italiana', 'is not an Italian province')];
  return capIsIn(cap, province) ? [] : [problem('address.cap', 'non appartiene alla provincia indicata', 'does not lie in the given province')];
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ').normalize('NFC');

/** The identity as it is stored and compared: spaces tidied, codes in capitals, absent fields left out. */
export function normalisedIdentity(holder: Identity): Identity {
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
export const nameOf = (holder: Identity): string => (holder.kind === 'private' ? `${holder.givenName} ${holder.familyName}` : holder.companyName!);

/** The code that identifies a holder in the number register: codice fiscale, or partita IVA of a company. */
export const taxCodeOf = (holder: Identity): string => (holder.kind === 'private' ? holder.codiceFiscale! : holder.partitaIva!);
