import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REQUIRED_IN_PRODUCTION } from '../../../libs/platform/production.ts';
import { type Command, readOptions } from '../command.ts';
import { writePrivate } from '../files.ts';
import { root } from '../paths.ts';
import { Failure, print, say } from '../say.ts';
import { makeSecrets, STAFF_EMAIL } from '../secrets.ts';
import { DEMO_IBAN, DEMO_OPERATOR, SWITCH_EMAIL } from '../environment.ts';

export const env: Command = {
  summary: 'write the .env with fresh secrets that docker-compose.yml asks for',
  help: `Usage: ./openvoip env [--production]

Writes .env (mode 0600) with random secrets for 'docker compose up --build'; never overwrites one.

  --production   no demo, no movable clock, no simulated payments: fill in yourself what it leaves empty`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('env', args, { production: { type: 'boolean' } });
  const file = join(root, '.env');
  if (existsSync(file)) throw new Failure('.env exists already: its secrets belong to the data of the containers');
  const made = makeSecrets();
  const lines = { ...common(made), ...(values.production ? PRODUCTION : demo(made.webhookSecret)) };
  writePrivate(
    file,
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  print(`${STAFF_EMAIL}  ${made.staffPassword}`);
  say("Wrote .env: 'docker compose up --build' starts the system; the line above is the staff sign-in.");
  return 0;
}

function common(made: ReturnType<typeof makeSecrets>): Record<string, string> {
  return {
    RABBITMQ_PASSWORD: randomBytes(18).toString('hex'),
    GATEWAY_RABBITMQ_PASSWORD: randomBytes(18).toString('hex'),
    MONGODB_PASSWORD: randomBytes(18).toString('hex'),
    JWT_PRIVATE_KEY: made.jwtPrivateKey,
    JWT_PUBLIC_KEY: made.jwtPublicKey,
    SECRET_KEY: made.secretKey,
    STAFF_PASSWORD: made.staffPassword,
  };
}

/** What is left empty makes the processes refuse to start until it is filled in. */
const PRODUCTION = {
  OPENVOIP_MODE: 'production',
  MAIL_FOLDER: '',
  ...Object.fromEntries(
    Object.values(REQUIRED_IN_PRODUCTION)
      .flat()
      .map((name) => [name, '']),
  ),
};

/** The simulators and the operator that 'up' has in its demo. */
function demo(webhookSecret: string): Record<string, string> {
  return {
    OPENVOIP_MODE: 'demo',
    COMPOSE_PROFILES: 'demo',
    PAYMENT_SIMULATOR: 'on',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    ...DEMO_OPERATOR,
    OPERATOR_IBAN: DEMO_IBAN,
    CARRIER_FOLDER: '/var/lib/openvoip/carrier',
    CARRIER_SIMULATOR: 'on',
    SDI_FOLDER: '/var/lib/openvoip/sdi',
    SDI_SIMULATOR: 'on',
    PROVISIONING_URL: 'http://softswitch-sim:8090',
    PROVISIONING_SECRET: randomBytes(24).toString('base64url'),
    SWITCH_EMAIL,
    SWITCH_PASSWORD: randomBytes(24).toString('base64url'),
  };
}
