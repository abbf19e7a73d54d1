/** Everything a sign-in may do; the table of who may call what is in gateway/src/auth/permissions.ts. */
export const ROLES = ['customer', 'agent', 'supervisor', 'billing_operator', 'carrier', 'switch', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: carried with every request, event and ledger entry. */
export interface Actor {
  readonly kind: 'anonymous' | 'customer' | 'staff' | 'carrier' | 'switch' | 'system';
  /** The user's id; for `system` the name of the process or job. */
  readonly id: string;
  readonly roles: readonly Role[];
  /** Present when the actor is a customer's own sign-in. */
  readonly customerId?: string;
  /** Epoch milliseconds of the business clock from which a member of the staff has had these roles. */
  readonly since?: number;
  /** The operator that a carrier's sign-in speaks for. */
  readonly operator?: string;
}

export type Locale = 'it' | 'en';

/** What travels beside every call and message, without being part of it. */
export interface RequestContext {
  readonly correlationId: string;
  readonly actor: Actor;
  readonly locale: Locale;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline?: number;
  readonly idempotencyKey?: string;
  /** The RPC being answered, for its handler alone: a key is remembered under its name. */
  readonly rpc?: { readonly name: string; readonly key: boolean };
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: 'anonymous', roles: [] };
export const systemActor = (name: string): Actor => ({ kind: 'system', id: name, roles: [] });
export const isStaff = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'system';
