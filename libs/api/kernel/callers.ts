import { ROLES, type Actor, type Role } from './actor.js';

/**
 * Who may call an RPC or a route: people and machines by their roles, services by their names; `console` is an operator's
 * command, which may whatever people may.
 */
export type Caller = Role | 'accounts' | 'numbers' | 'billing' | 'tickets' | 'gateway' | 'console' | 'anyone';

/** No sign-in is needed. */
export const ANYONE = ['anyone'] as const;
export const CUSTOMER = ['customer'] as const;
/** Whoever has signed in. */
export const SIGNED_IN = ROLES;
/** Everyone on the staff desk. */
export const STAFF = ['agent', 'supervisor', 'billing_operator', 'admin'] as const;
export const DESK = ['agent', 'supervisor', 'admin'] as const;
export const SUPERVISOR = ['supervisor', 'admin'] as const;
export const BILLING = ['billing_operator', 'admin'] as const;
/** Who may correct credit; above a threshold it takes two of them. */
export const ADJUSTERS = ['supervisor', 'billing_operator', 'admin'] as const;
export const ADMIN = ['admin'] as const;
export const CARRIER = ['carrier'] as const;
export const SWITCH = ['switch'] as const;

const isRole = (caller: Caller): boolean => (ROLES as readonly string[]).includes(caller);

/** Whether `process` may call it for `actor`. Whose data it is, is the handler's question. */
export const mayCall = (callers: readonly Caller[], process: string, { roles }: Pick<Actor, 'roles'>): boolean =>
  callers.includes('anyone') ||
  callers.includes(process as Caller) ||
  (process === 'console' && callers.some(isRole)) ||
  roles.some((role) => callers.includes(role));
