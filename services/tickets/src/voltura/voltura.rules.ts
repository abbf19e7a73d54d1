import type { Holder } from '#libs/contracts/accounts.js';
import type { FieldError } from '#libs/contracts/domain-error.js';
import type { DocumentKind } from '#libs/contracts/tickets.js';
import type { VolturaLack } from '#libs/contracts/tickets-voltura.js';
import { contradictions } from '#libs/italy/codice-fiscale.js';
import { capIsIn } from '#libs/italy/postal.js';

const NEEDED = { private: ['givenName', 'familyName', 'codiceFiscale'], company: ['companyName', 'partitaIva'] } as const;
const DOCUMENTS: Record<Holder['kind'], readonly Extract<VolturaLack, DocumentKind>[]> = { private: ['identity'], company: ['identity', 'company_register'] };

const problem = (field: string, it: string, en: string): FieldError => ({ field: `newHolder.${field}`, text: { it, en } });

/** The code that identifies a holder: codice fiscale, or partita IVA of a company. */
const taxCode = (holder: Holder): string | undefined => (holder.kind === 'private' ? holder.codiceFiscale?.toUpperCase() : holder.partitaIva);

/** What stands against a new holder: an incomplete or contradictory identity, or the very holder of today. */
export function holderProblems(next: Holder, today: Holder): FieldError[] {
  const missing = NEEDED[next.kind].filter((field) => !next[field]).map((field) => problem(field, 'è obbligatorio', 'is required'));
  if (missing.length > 0) return missing;
  const wrong = next.kind === 'private' ? contradictions(next.codiceFiscale!, { firstName: next.givenName, lastName: next.familyName }) : [];
  const problems = wrong.map((field) => problem(field === 'firstName' ? 'givenName' : 'familyName', 'non corrisponde al codice fiscale', 'does not agree with the codice fiscale'));
  if (!capIsIn(next.address.cap, next.address.province)) problems.push(problem('address.cap', 'non appartiene alla provincia indicata', 'does not lie in the given province'));
  if (next.kind === today.kind && taxCode(next) === taxCode(today)) problems.push(problem('kind', 'è già l\'intestatario', 'is the holder already'));
  return problems;
}

/** What is missing before staff can approve: the new holder's agreement, and a document of each kind its type needs. */
export function lacking(kind: Holder['kind'], newHolderAgreed: boolean, documents: readonly (DocumentKind | undefined)[]): VolturaLack[] {
  return [...(newHolderAgreed ? [] : ['new_holder_agreement' as const]), ...DOCUMENTS[kind].filter((document) => !documents.includes(document))];
}

/** The name by which a holder is addressed. */
export const nameOf = (holder: Holder): string => (holder.kind === 'private' ? `${holder.givenName} ${holder.familyName}` : holder.companyName!);
