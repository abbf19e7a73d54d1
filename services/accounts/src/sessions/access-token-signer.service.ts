import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { importPKCS8, SignJWT, type CryptoKey } from 'jose';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, type AccessTokenClaims } from '#libs/api/kernel/access-token.js';
import { AccountsConfig } from '../config/accounts.config.js';
import type { User } from '../users/user.schema.js';

/** Signs access tokens (JWT, EdDSA); the gateway checks them with the public key. */
@Injectable()
export class AccessTokenSigner implements OnModuleInit {
  private key!: CryptoKey;

  constructor(@Inject(AccountsConfig) private readonly config: AccountsConfig) {}

  async onModuleInit(): Promise<void> {
    this.key = await importPKCS8(Buffer.from(this.config.JWT_PRIVATE_KEY, 'base64').toString('utf8'), 'EdDSA');
  }

  /** Seconds that a token lasts. */
  get lifetime(): number {
    return this.config.ACCESS_TOKEN_MINUTES * 60;
  }

  sign({ _id, kind, roles, customerId, createdAt, rolesSince, operator }: User, sessionId: string): Promise<string> {
    const since = kind === 'staff' ? { since: (rolesSince ?? createdAt).getTime() } : {};
    const claims: Omit<AccessTokenClaims, 'iss' | 'aud' | 'sub' | 'iat' | 'exp'> = {
      kind,
      roles,
      ...(customerId ? { customerId } : {}),
      ...since,
      ...(operator ? { operator } : {}),
    };
    const issuedAt = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(_id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.lifetime)
      .sign(this.key);
  }
}
