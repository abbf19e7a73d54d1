import { contradictions, isCodiceFiscale } from './codice-fiscale.js';
import { codiceDestinatarioProblem, isPec } from './invoice-address.js';
import { isCompanyCodiceFiscale, isPartitaIva } from './partita-iva.js';
import { capIsIn, isProvince } from './postal.js';

/**
 * Who holds a contract and its numbers, as people give it (R2): a person, or a company, which is also every other body that
 * is no person. Both are in Italy: numbers are geographic, and so is the address.
 */
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

const FOREIGN = {
  private: ['companyName', 'partitaIva', 'codiceDestinatario', 'pec'],
  company: ['givenName', 'familyName'],
} as const;

const problem = (field: string, it: string, en: string): IdentityProblem => ({ field, text: { it, en } });
const required = (field: string): IdentityProblem => problem(field, 'è obbligatorio', 'is required');

/**
 * What is wrong with an identity; nothing when it can hold a contract (R2) and be invoiced. The edge has looked at the form
 * of each field; here is what the fields say, alone and together. `at` is where it stands in the request.
 */
export function identityProblems(holder: Identity, at: string): IdentityProblem[] {
  const given = normalisedIdentity(holder);
  const missing = missingFrom(given);
  const problems = missing.length > 0 ? missing : contradictory(given);
  return problems.map(({ field, text }) => ({ field: `${at}.${field}`, text }));
}

function missingFrom({ address, ...holder }: Identity): IdentityProblem[] {
  const names =
    holder.kind === 'private' ? (['givenName', 'familyName', 'codiceFiscale'] as const) : (['companyName'] as const);
  const where = (['street', 'city'] as const)
    .filter((field) => !address[field])
    .map((field) => required(`address.${field}`));
  return [
    ...names.filter((field) => !holder[field]).map(required),
    ...(holder.kind === 'company' ? codeMissing(holder) : []),
    ...where,
  ];
}

/** A company has a VAT number; a body without one (a condominium, an association) its codice fiscale of eleven digits. */
function codeMissing({ partitaIva, codiceFiscale }: Pick<Identity, 'partitaIva' | 'codiceFiscale'>): IdentityProblem[] {
  if (partitaIva || (codiceFiscale && isCompanyCodiceFiscale(codiceFiscale))) return [];
  if (!codiceFiscale)
    return [
      problem(
        'partitaIva',
        'è obbligatoria; un ente che non l’ha (condominio, associazione) indica il proprio codice fiscale di 11 cifre',
        'is required; a body that has none (a condominium, an association) gives its codice fiscale of 11 digits',
      ),
    ];
  return [
    problem(
      'codiceFiscale',
      'senza partita IVA serve il codice fiscale di 11 cifre dell’ente; una persona si registra come privato',
      'without a VAT number the body’s codice fiscale of 11 digits is needed; a person registers as private',
    ),
  ];
}

function contradictory(holder: Identity): IdentityProblem[] {
  const foreign = FOREIGN[holder.kind].filter((field) => holder[field] !== undefined);
  return [
    ...foreign.map((field) => notForKind(field, holder.kind)),
    ...taxCodeProblems(holder),
    ...nameProblems(holder),
    ...deliveryProblems(holder),
    ...addressProblems(holder),
  ];
}

function notForKind(field: string, kind: Identity['kind']): IdentityProblem {
  return kind === 'private'
    ? problem(field, 'è solo per le aziende', 'is only for companies')
    : problem(field, 'è solo per i privati', 'is only for private people');
}

function taxCodeProblems({ kind, partitaIva, codiceFiscale }: Identity): IdentityProblem[] {
  const wrong: IdentityProblem[] = [];
  if (partitaIva && !isPartitaIva(partitaIva))
    wrong.push(
      problem(
        'partitaIva',
        'non è una partita IVA valida: ha 11 cifre, l’ultima di controllo',
        'is not a valid partita IVA: it has 11 digits, the last of which checks the others',
      ),
    );
  if (!codiceFiscale || isCodiceFiscale(codiceFiscale) || (kind === 'company' && isCompanyCodiceFiscale(codiceFiscale)))
    return wrong;
  const right =
    kind === 'private'
      ? problem(
          'codiceFiscale',
          'non è un codice fiscale valido: quello di una persona ha 16 caratteri, l’ultimo di controllo',
          'is not a valid codice fiscale: a person’s has 16 characters, the last of which checks the others',
        )
      : problem(
          'codiceFiscale',
          'non è un codice fiscale valido: ha 11 cifre (società ed enti) o 16 caratteri (ditte individuali), l’ultimo di controllo',
          'is not a valid codice fiscale: it has 11 digits (companies and bodies) or 16 characters (sole traders), the last of which checks the others',
        );
  return [...wrong, right];
}

function nameProblems({ kind, codiceFiscale, givenName, familyName }: Identity): IdentityProblem[] {
  if (kind === 'company' || !codiceFiscale || !isCodiceFiscale(codiceFiscale)) return [];
  const wrong = contradictions(codiceFiscale, { firstName: givenName, lastName: familyName });
  return wrong.map((field) =>
    problem(
      field === 'firstName' ? 'givenName' : 'familyName',
      'non corrisponde al codice fiscale',
      'does not agree with the codice fiscale',
    ),
  );
}

function deliveryProblems({ kind, codiceDestinatario, pec }: Identity): IdentityProblem[] {
  if (kind === 'private') return [];
  const text = codiceDestinatario === undefined ? undefined : codiceDestinatarioProblem(codiceDestinatario);
  return [
    ...(text ? [{ field: 'codiceDestinatario', text }] : []),
    ...(pec && !isPec(pec)
      ? [
          problem(
            'pec',
            'non può essere una PEC: scrivila come nome@dominio.it',
            'cannot be a PEC address: write it as name@domain.it',
          ),
        ]
      : []),
  ];
}

function addressProblems({ address: { cap, province } }: Identity): IdentityProblem[] {
  if (!isProvince(province))
    return [problem('address.province', 'non è una provincia italiana', 'is not an Italian province')];
  return capIsIn(cap, province)
    ? []
    : [problem('address.cap', 'non appartiene alla provincia indicata', 'does not lie in the given province')];
}

/** Spaces tidied, accents composed; a few letters are longer composed, and a text that was short enough stays so. */
function tidy(text: string): string {
  const spaced = text.trim().replace(/\s+/g, ' ');
  const composed = spaced.normalize('NFC');
  return composed.length > spaced.length ? spaced : composed;
}
/** A code as it is printed, however it was typed. */
const code = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

const TIDIED = {
  givenName: tidy,
  familyName: tidy,
  companyName: tidy,
  codiceFiscale: code,
  partitaIva: (text: string) => code(text).replace(/^IT/, ''),
  codiceDestinatario: code,
  pec: (text: string) => text.trim().toLowerCase(),
} as const satisfies Partial<Record<keyof Identity, (text: string) => string>>;

/** The identity as it is stored and compared: spaces tidied, codes in capitals, absent fields left out. Proves nothing. */
export function normalisedIdentity({ kind, address, ...holder }: Identity): Identity {
  const given = Object.entries(TIDIED)
    .map(([field, tidied]) => [field, tidied(holder[field as keyof typeof TIDIED] ?? '')] as const)
    .filter(([, text]) => text !== '');
  return {
    kind,
    ...Object.fromEntries(given),
    address: {
      street: tidy(address.street),
      cap: code(address.cap),
      city: tidy(address.city),
      province: code(address.province),
    },
  };
}

/** The name by which registers and emails know a holder. */
export const nameOf = (holder: Pick<Identity, 'kind' | 'givenName' | 'familyName' | 'companyName'>): string =>
  holder.kind === 'private' ? `${holder.givenName} ${holder.familyName}` : holder.companyName!;

/** The code that identifies a holder first: codice fiscale of a person, partita IVA of a company, codice fiscale of a body that has none. */
export const taxCodeOf = ({
  kind,
  codiceFiscale,
  partitaIva,
}: Pick<Identity, 'kind' | 'codiceFiscale' | 'partitaIva'>): string =>
  (kind === 'private' ? codiceFiscale : (partitaIva ?? codiceFiscale))!;

/** A holder as the number register and the books know it. */
export interface RegisteredHolder {
  readonly kind: Identity['kind'];
  readonly name: string;
  readonly taxCode: string;
  /** A company's own codice fiscale, where it is another than its partita IVA: members of a VAT group share the latter. */
  readonly otherTaxCode?: string;
}
export function registeredHolder(holder: Identity): RegisteredHolder {
  const taxCode = taxCodeOf(holder);
  const { kind, codiceFiscale } = holder;
  return {
    kind,
    name: nameOf(holder),
    taxCode,
    ...(codiceFiscale && codiceFiscale !== taxCode ? { otherTaxCode: codiceFiscale } : {}),
  };
}

type Codes = Pick<RegisteredHolder, 'kind' | 'taxCode' | 'otherTaxCode'>;

/** Whether two are one party by law: the same kind and the same codes. */
export const isSameParty = (one: Codes, other: Codes): boolean =>
  one.kind === other.kind && one.taxCode === other.taxCode && (one.otherTaxCode ?? '') === (other.otherTaxCode ?? '');

/** Whether a code that somebody gives for a holder is one of its own, however it is typed. */
export function isTaxCodeOf(
  { taxCode, otherTaxCode }: Pick<RegisteredHolder, 'taxCode' | 'otherTaxCode'>,
  given: string,
): boolean {
  return [taxCode, otherTaxCode].some((own) => own?.toUpperCase() === typedTaxCode(given));
}

/** A tax code as it is kept, from how people type it: `it 12345670017` is 12345670017. */
export const typedTaxCode = (text: string): string => code(text).replace(/^IT(?=\d{11}$)/, '');
