import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { importSPKI, jwtVerify, type CryptoKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { actorOf, TOKEN_AUDIENCE, TOKEN_ISSUER, type AccessTokenClaims } from '#libs/api/kernel/access-token.js';
import { ROLES, type Actor } from '#libs/api/kernel/actor.js';
import { TokenExpired, TokenInvalid } from '#libs/api/kernel/http.errors.js';
import { GatewayConfig } from '../config/gateway.config.js';

const KINDS = ['customer', 'staff', 'carrier', 'switch'];
const CACHED_TOKENS = 50_000;

/** Who signed a request, and until when the token says so. */
export interface Session {
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Checks access tokens with the public key; a token that was checked is remembered until it expires. */
@Injectable()
export class AccessTokens implements OnModuleInit {
  private key!: CryptoKey;
  private readonly verified = new LRUCache<string, Session>({ max: CACHED_TOKENS });

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  async onModuleInit(): Promise<void> {
    this.key = await importSPKI(Buffer.from(this.config.JWT_PUBLIC_KEY, 'base64').toString('utf8'), 'EdDSA');
  }

  /** The session of a token that was checked before, without any cryptography: the hot path. */
  known(token: string): Session | undefined {
    const session = this.verified.get(token);
    return session && session.expiresAt > Date.now() ? session : undefined;
  }

  /** @throws Unauthenticated when the token is not ours, is malformed or has expired. */
  async verify(token: string): Promise<Session> {
    const claims = await this.claimsOf(token);
    const session = { actor: actorOf(claims), expiresAt: claims.exp * 1000 };
    this.verified.set(token, session);
    return session;
  }

  private async claimsOf(token: string): Promise<AccessTokenClaims> {
    const { payload } = await jwtVerify<AccessTokenClaims>(token, this.key, {
      algorithms: ['EdDSA'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      requiredClaims: ['sub', 'exp', 'kind', 'roles'],
    }).catch((error: { code?: string }) =>
      Promise.reject(error.code === 'ERR_JWT_EXPIRED' ? new TokenExpired() : new TokenInvalid()),
    );
    const { kind, roles, customerId, since, operator } = payload;
    const wellFormed =
      KINDS.includes(kind) &&
      Array.isArray(roles) &&
      roles.every((role) => ROLES.includes(role)) &&
      (kind !== 'customer' || typeof customerId === 'string') &&
      (since === undefined || Number.isSafeInteger(since)) &&
      (operator === undefined || typeof operator === 'string');
    if (!wellFormed) throw new TokenInvalid();
    return payload;
  }
}
