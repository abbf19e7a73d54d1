import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readJson, writeJson } from './files.ts';
import { demoStaffFile, secretsFile } from './paths.ts';

/** The first administrator. */
export const STAFF_EMAIL = 'admin@openvoip.example';

export interface Secrets {
  /** Ed25519, PEM, base64 on one line. */
  jwtPrivateKey: string;
  jwtPublicKey: string;
  /** 32 bytes, hexadecimal. */
  secretKey: string;
  staffPassword: string;
  /** Signs the payment simulator's notifications. */
  webhookSecret: string;
  /** Whose passwords have been printed; each is, once. `true`, of before, means the administrator's. */
  shown: boolean | string[];
}

/** The secrets of this installation, made at random the first time. */
export function secrets(): Secrets {
  const known = readJson<Secrets>(secretsFile);
  if (known) return known;
  const made = makeSecrets();
  writeJson(secretsFile, made);
  return made;
}

/**
 * Who can sign in, with its password where a person sees it now and has not before: never in a log, which is where what a
 * launcher in the background writes goes, and never twice. They stay in two files that only their owner reads.
 */
export function signIns(): [string, string][] {
  const known = secrets();
  const { shown } = known;
  const demo = readJson<Record<string, string>>(demoStaffFile) ?? {};
  const all = [
    [STAFF_EMAIL, known.staffPassword, `${secretsFile}, staffPassword`],
    ...Object.entries(demo).map(([email, password]) => [email, password, demoStaffFile]),
  ] as [string, string, string][];
  const told = shown === true ? [STAFF_EMAIL] : shown || [];
  const isSeen = process.stdout.isTTY;
  if (isSeen) writeJson(secretsFile, { ...known, shown: all.map(([email]) => email) });
  return all.map(([email, password, file]) => [email, isSeen && !told.includes(email) ? password : `(in ${file})`]);
}

/** Fresh secrets. */
export function makeSecrets(): Secrets {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    jwtPrivateKey: oneLine(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    jwtPublicKey: oneLine(publicKey.export({ type: 'spki', format: 'pem' })),
    secretKey: randomBytes(32).toString('hex'),
    staffPassword: randomBytes(15).toString('base64url'),
    webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    shown: [],
  };
}

function oneLine(pem: string | Buffer): string {
  return Buffer.from(pem).toString('base64');
}
