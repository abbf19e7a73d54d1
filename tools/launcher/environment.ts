import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Infrastructure } from './infrastructure.ts';
import { home } from './paths.ts';
import type { Secrets } from './secrets.ts';
import { Failure, say } from './say.ts';
import { SOFTSWITCH } from './system.ts';

type Environment = Record<string, string>;

/** Where demo refunds are said to come from: well formed, nobody's. */
const DEMO_IBAN = 'IT60X0542811101000000123456';
/** Whose demo invoices are: well formed, nobody's. */
const DEMO_OPERATOR: Environment = { OPERATOR_VAT_NUMBER: '01234560157', OPERATOR_STREET: 'Via Dimostrativa 1', OPERATOR_CAP: '20121', OPERATOR_CITY: 'Milano', OPERATOR_PROVINCE: 'MI' };

export const STAFF_EMAIL = 'admin@openvoip.example';
const SWITCH_EMAIL = 'softswitch@openvoip.example';

/** What the caller may set for the services; passed on untouched. */
const PASSED_ON = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'OPERATOR_NAME', 'OPERATOR_IBAN', 'OPERATOR_BIC', 'OPERATOR_VAT_NUMBER', 'OPERATOR_STREET', 'OPERATOR_CAP', 'OPERATOR_CITY', 'OPERATOR_PROVINCE', 'OPERATOR_TAX_REGIME', 'OPERATOR_REA', 'INVOICES_FROM_DAY', 'TICKETS_MAIL_DOMAIN', 'TICKETS_SLA_FILE', 'RATE_DECK_FILE', 'PROVISIONING_URL', 'PROVISIONING_SECRET', 'TZ', 'NODE_EXTRA_CA_CERTS'];

export function isProduction(): boolean {
  return process.env.OPENVOIP_MODE === 'production';
}

/** The environment that all processes share, from the infrastructure, the secrets and what the caller set. */
export function sharedEnvironment(infrastructure: Infrastructure, secrets: Secrets, publicUrl: string): Environment {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? home,
    ...passedOn(),
    ...infrastructure,
    OPENVOIP_NAMESPACE: process.env.OPENVOIP_NAMESPACE ?? 'openvoip',
    PUBLIC_URL: process.env.PUBLIC_URL ?? publicUrl,
    JWT_PUBLIC_KEY: secrets.jwtPublicKey,
    SECRET_KEY: secrets.secretKey,
    MAIL_FROM: process.env.MAIL_FROM ?? 'OpenVOIP <no-reply@openvoip.example>',
    DOCUMENTS_FOLDER: process.env.DOCUMENTS_FOLDER ?? join(home, 'documents'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    ...(process.env.SMTP_URL ? {} : { MAIL_FOLDER: join(home, 'mail') }),
    ...(isProduction() ? { OPENVOIP_MODE: 'production' } : demo(secrets)),
  };
}

function passedOn(): Environment {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** A clock that can be moved, and payments that no bank sees unless the caller has keys of a payment provider. */
function demo(secrets: Secrets): Environment {
  const simulator = { PAYMENT_SIMULATOR: 'on', STRIPE_WEBHOOK_SECRET: process.env.STRIPE_WEBHOOK_SECRET ?? secrets.webhookSecret };
  return { OPENVOIP_MODE: 'demo', CLOCK: 'movable', ...(process.env.OPERATOR_VAT_NUMBER ? {} : DEMO_OPERATOR), OPERATOR_IBAN: process.env.OPERATOR_IBAN ?? DEMO_IBAN, ...(process.env.STRIPE_SECRET_KEY ? {} : simulator) };
}

/** What only one service may know. */
export function privateEnvironment(owner: string, secrets: Secrets): Environment {
  if (owner !== 'accounts') return {};
  return { JWT_PRIVATE_KEY: secrets.jwtPrivateKey, STAFF_EMAIL, STAFF_PASSWORD: secrets.staffPassword };
}

/** Whether simulators stand for what the caller has none of: never in production, nor beside a real softswitch. */
export function hasSimulators(): boolean {
  return !isProduction() && !process.env.PROVISIONING_URL;
}

/** What a softswitch on a port of this machine, billing which tells it of services, and accounts which lets it sign in must know. */
export function softswitchEnvironment(secrets: Secrets, port: number): Record<string, Environment> {
  const derived = (purpose: string) => createHmac('sha256', secrets.secretKey).update(purpose).digest('base64url');
  const signIn = { SWITCH_EMAIL, SWITCH_PASSWORD: derived('softswitch sign-in') };
  const signature = { PROVISIONING_SECRET: derived('softswitch provisioning') };
  return {
    accounts: signIn,
    billing: { ...signature, PROVISIONING_URL: `http://127.0.0.1:${port}` },
    [SOFTSWITCH]: { ...signIn, ...signature, SOFTSWITCH_PORT: String(port), SOFTSWITCH_STATE_FILE: join(home, 'softswitch-simulator.json') },
  };
}

/** Refuses, in one sentence, a production start without what has no default there. */
export function checkProduction(): void {
  if (!isProduction()) return;
  const missing = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL'].filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Failure(`OPENVOIP_MODE=production needs ${missing.join(', ')} to be set`);
  say('Production mode: no demo data, no movable clock, no simulated payments.');
}
