import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { missingInProduction, REQUIRED_IN_PRODUCTION, type Requiring } from '../../libs/platform/production.ts';
import type { Infrastructure } from './infrastructure.ts';
import { home } from './paths.ts';
import { STAFF_EMAIL, type Secrets } from './secrets.ts';
import { Failure, say } from './say.ts';
import { SETTINGS } from './settings.ts';
import { SOFTSWITCH } from './system.ts';

type Environment = Record<string, string>;

/** Where demo refunds are said to come from: well formed, nobody's. */
export const DEMO_IBAN = 'IT60X0542811101000000123456';
/** Whose demo invoices are: well formed, nobody's. */
export const DEMO_OPERATOR: Environment = {
  OPERATOR_VAT_NUMBER: '01234560157',
  OPERATOR_STREET: 'Via Dimostrativa 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};

export const SWITCH_EMAIL = 'softswitch@openvoip.example';

export function isProduction(): boolean {
  return process.env.OPENVOIP_MODE === 'production';
}

/** The environment that all processes share, from the infrastructure, the secrets and what the caller set. */
export function sharedEnvironment(
  { RABBITMQ_URL, MONGODB_URI }: Pick<Infrastructure, 'RABBITMQ_URL' | 'MONGODB_URI'>,
  secrets: Secrets,
  publicUrl: string,
): Environment {
  return {
    ...ofTheMachine(),
    ...passedOn(SETTINGS),
    RABBITMQ_URL,
    MONGODB_URI,
    OPENVOIP_NAMESPACE: process.env.OPENVOIP_NAMESPACE ?? 'openvoip',
    PUBLIC_URL: process.env.PUBLIC_URL ?? publicUrl,
    JWT_PUBLIC_KEY: secrets.jwtPublicKey,
    SECRET_KEY: secrets.secretKey,
    MAIL_FROM: process.env.MAIL_FROM ?? 'OpenVOIP <no-reply@openvoip.example>',
    DOCUMENTS_FOLDER: process.env.DOCUMENTS_FOLDER ?? join(home, 'documents'),
    LOG_LEVEL: logLevel(),
    ...(process.env.SMTP_URL ? {} : { MAIL_FOLDER: join(home, 'mail') }),
    ...(isProduction() ? { OPENVOIP_MODE: 'production' } : demo(secrets)),
  };
}

const logLevel = (): string => process.env.LOG_LEVEL ?? 'info';

const ofTheMachine = (): Environment => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? home,
  ...passedOn(['TZ', 'NODE_EXTRA_CA_CERTS']),
});

function passedOn(names: readonly string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** A clock that can be moved, payments that no bank sees and another operator that is none, where the caller has no real ones. */
function demo(secrets: Secrets): Environment {
  const payments = {
    PAYMENT_SIMULATOR: 'on',
    STRIPE_WEBHOOK_SECRET: process.env.STRIPE_WEBHOOK_SECRET ?? secrets.webhookSecret,
  };
  return {
    OPENVOIP_MODE: 'demo',
    ...(process.env.OPERATOR_VAT_NUMBER ? {} : DEMO_OPERATOR),
    OPERATOR_IBAN: process.env.OPERATOR_IBAN ?? DEMO_IBAN,
    ...(process.env.STRIPE_SECRET_KEY ? {} : payments),
    ...(process.env.CARRIER_FOLDER ? {} : { CARRIER_FOLDER: join(home, 'carrier'), CARRIER_SIMULATOR: 'on' }),
    ...(process.env.SDI_FOLDER ? {} : { SDI_FOLDER: join(home, 'sdi'), SDI_SIMULATOR: 'on' }),
  };
}

/** What only one process may know; the gateway, which strangers talk to, is given no database and a broker's user that may do little. */
export function privateEnvironment(
  owner: string,
  secrets: Secrets,
  { GATEWAY_RABBITMQ_URL }: Pick<Infrastructure, 'GATEWAY_RABBITMQ_URL'>,
): Environment {
  if (owner === 'gateway') return { MONGODB_URI: '', RABBITMQ_URL: GATEWAY_RABBITMQ_URL };
  if (owner !== 'accounts') return {};
  return {
    JWT_PRIVATE_KEY: secrets.jwtPrivateKey,
    STAFF_EMAIL,
    STAFF_PASSWORD: secrets.staffPassword,
    ...passedOn(['SWITCH_EMAIL', 'SWITCH_PASSWORD']),
  };
}

/** Whether simulators stand for what the caller has none of: never in production, nor beside a real softswitch. */
export function hasSimulators(): boolean {
  return !isProduction() && !process.env.PROVISIONING_URL;
}

/**
 * What accounts and billing must know of a softswitch on a port of this machine, and all that it is given itself: like a real
 * one it has no business with the broker, the database and the keys.
 */
export function softswitchEnvironment(secrets: Secrets, port: number, publicUrl: string): Record<string, Environment> {
  const derived = (purpose: string) => createHmac('sha256', secrets.secretKey).update(purpose).digest('base64url');
  const signIn = { SWITCH_EMAIL, SWITCH_PASSWORD: derived('softswitch sign-in') };
  const signature = { PROVISIONING_SECRET: derived('softswitch provisioning') };
  const process = {
    ...ofTheMachine(),
    ...passedOn(['SOFTSWITCH_CALL_EVERY_SECONDS']),
    PUBLIC_URL: publicUrl,
    OPENVOIP_MODE: 'demo',
    LOG_LEVEL: logLevel(),
  };
  return {
    accounts: signIn,
    billing: { ...signature, PROVISIONING_URL: `http://127.0.0.1:${port}` },
    [SOFTSWITCH]: {
      ...process,
      ...signIn,
      ...signature,
      SOFTSWITCH_PORT: String(port),
      SOFTSWITCH_STATE_FILE: join(home, 'softswitch-simulator.json'),
    },
  };
}

/** Refuses, in one sentence, a production start without what has no default there. */
export function checkProduction(): void {
  if (!isProduction()) return;
  const missing = new Set<string>(
    (Object.keys(REQUIRED_IN_PRODUCTION) as Requiring[]).flatMap((part) => missingInProduction(part, process.env)),
  );
  if (process.env.RABBITMQ_URL && !process.env.GATEWAY_RABBITMQ_URL) missing.add('GATEWAY_RABBITMQ_URL');
  if (missing.size > 0) throw new Failure(`OPENVOIP_MODE=production needs ${[...missing].join(', ')} to be set`);
  say('Production mode: no demo data, no movable clock, no simulated payments.');
}
