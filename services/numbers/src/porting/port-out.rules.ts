import type { Objection, PortOutState } from '#libs/api/numbers/port-out.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';

/** What may happen to a port-out request, from which states, and the state it leads to. */
export const PORT_OUT_ACTIONS = {
  cancel: { from: ['accepted'], to: 'cancelled' },
  cut_over: { from: ['accepted'], to: 'cut_over' },
} as const satisfies Record<string, { from: readonly PortOutState[]; to: PortOutState }>;
export type PortOutAction = keyof typeof PORT_OUT_ACTIONS;

export function portOutAfter(state: PortOutState, action: PortOutAction): PortOutState | undefined {
  const { from, to } = PORT_OUT_ACTIONS[action];
  return (from as readonly PortOutState[]).includes(state) ? to : undefined;
}

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

/** The number has left, or the request is over. */
export class PortOutNotPossible extends DomainError {
  constructor(action: PortOutAction, state: PortOutState) {
    super({
      code: 'port_out_state',
      status: 409,
      details: { action, state },
      text: {
        it: 'Nello stato attuale della richiesta questa operazione non è possibile.',
        en: 'The state of the request does not allow this.',
      },
    });
  }
}
