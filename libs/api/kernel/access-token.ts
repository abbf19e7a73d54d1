import type { Actor, Role } from './actor.js';

export const TOKEN_ISSUER = 'openvoip';
export const TOKEN_AUDIENCE = 'openvoip-api';

/**
 * What an access token says: signed by accounts with EdDSA, checked by the gateway with the public key alone. It is issued
 * and expires in real time (not the movable business clock), so moving the demo's clock signs nobody out.
 */
export interface AccessTokenClaims {
  readonly iss: typeof TOKEN_ISSUER;
  readonly aud: typeof TOKEN_AUDIENCE;
  /** The user's id. */
  readonly sub: string;
  readonly kind: 'customer' | 'staff' | 'carrier' | 'switch';
  readonly roles: readonly Role[];
  /** Present when `kind` is `customer`. */
  readonly customerId?: string;
  /** Present when `kind` is `staff`: epoch milliseconds of the business clock from which the roles are held. */
  readonly since?: number;
  /** The operator that a carrier speaks for. */
  readonly operator?: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
}

/** The actor that a verified token stands for. */
export const actorOf = ({ kind, sub, roles, customerId, since, operator }: AccessTokenClaims): Actor => ({
  kind,
  id: sub,
  roles,
  ...(customerId ? { customerId } : {}),
  ...(since === undefined ? {} : { since }),
  ...(operator ? { operator } : {}),
});
