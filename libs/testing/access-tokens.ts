import { importPKCS8, SignJWT } from 'jose';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '#libs/api/kernel/access-token.js';
import type { Role } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import type { System } from './system.js';

/** An access token of a system under test, for a role that nobody signed in with. */
export async function accessToken(system: System, role: Role, customerId?: string): Promise<string> {
  const key = await importPKCS8(Buffer.from(system.env('JWT_PRIVATE_KEY'), 'base64').toString('utf8'), 'EdDSA');
  const kind = role === 'customer' || role === 'carrier' || role === 'switch' ? role : 'staff';
  const claims = {
    kind,
    roles: [role],
    ...(customerId ? { customerId } : {}),
    ...(kind === 'staff' ? { since: 0 } : {}),
    ...(kind === 'carrier' ? { operator: 'Operatore S.p.A.' } : {}),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(newId('usr'))
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(key);
}
