import type { Holder } from '#libs/api/accounts/accounts.js';
import type { FieldError } from '#libs/api/kernel/domain-error.js';
import type { DocumentKind } from '#libs/api/tickets/tickets.js';
import type { VolturaLack } from '#libs/api/tickets/voltura.js';
import { identityProblems, isSameParty, normalisedIdentity, registeredHolder } from '#libs/italy/identity.js';

const DOCUMENTS: Record<Holder['kind'], readonly Extract<VolturaLack, DocumentKind>[]> = {
  private: ['identity'],
  company: ['identity', 'company_register'],
};

/** What stands against a new holder: an incomplete or contradictory identity, or the very holder of today. */
export function holderProblems(next: Holder, today: Holder): FieldError[] {
  const problems = identityProblems(next, 'newHolder');
  if (problems.length > 0) return problems;
  return isSameParty(registeredHolder(normalisedIdentity(next)), registeredHolder(normalisedIdentity(today)))
    ? [{ field: 'newHolder.kind', text: { it: "è già l'intestatario", en: 'is the holder already' } }]
    : [];
}

/** What is missing before staff can approve: the new holder's agreement, and a document of each kind its type needs. */
export function lacking(
  kind: Holder['kind'],
  newHolderAgreed: boolean,
  documents: readonly (DocumentKind | undefined)[],
): VolturaLack[] {
  return [
    ...(newHolderAgreed ? [] : ['new_holder_agreement' as const]),
    ...DOCUMENTS[kind].filter((document) => !documents.includes(document)),
  ];
}
