import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readJson, writeJson } from './files.ts';
import { secretsFile } from './paths.ts';

export interface Secrets {
  /** Ed25519, PEM, base64 on one line. */
  jwtPrivateKey: string;
  jwtPublicKey: string;
  /** 32 bytes, hexadecimal. */
  secretKey: string;
  staffPassword: string;
  /** Signs the payment simulator's notifications. */
  webhookSecret: string;
  /** Whether the staff password has been printed; it is, once. */
  shown: boolean;
}

/** The secrets of this installation, made at random the first time. */
export function secrets(): Secrets {
  const known = readJson<Secrets>(secretsFile);
  if (known) return known;
  const made = makeSecrets();
  writeJson(secretsFile, made);
  return made;
}

/** The staff password where it has not been printed yet, else where to read it. */
export function passwordOnce(known: Secrets): string {
  if (known.shown) return `(in ${secretsFile}, staffPassword)`;
  writeJson(secretsFile, { ...known, shown: true });
  return known.staffPassword;
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
    shown: false,
  };
}

function oneLine(pem: string | Buffer): string {
  return Buffer.from(pem).toString('base64');
}
