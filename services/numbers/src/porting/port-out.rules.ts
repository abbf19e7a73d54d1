import type { Objection } from '#libs/api/numbers/port-out.js';

/** What is known of the number a recipient asks for. */
export interface PortOutFacts {
  /** Somebody holds it, or held it until so recently that it can still leave (R21). */
  readonly portable: boolean;
  readonly leaving: boolean;
  readonly codeMatches: boolean;
  readonly holderMatches: boolean;
}

/** The lawful reason to refuse, if there is one; what the customer owes is none. */
export function objectionTo({ portable, leaving, codeMatches, holderMatches }: PortOutFacts): Objection | undefined {
  if (leaving) return 'port_out_in_progress';
  if (!portable) return 'number_not_here';
  if (!codeMatches) return 'migration_code_wrong';
  if (!holderMatches) return 'holder_mismatch';
  return undefined;
}
