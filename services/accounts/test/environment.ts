import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisterRequest } from '#libs/api/accounts/accounts.js';
import { activationCharged, billingRpc, type OpenAccount } from '#libs/api/billing/billing.js';
import { numberAssigned, numbersRpc, type ReserveNumber } from '#libs/api/numbers/numbers.js';
import { creditorReference } from '#libs/italy/creditor-reference.js';
import { newId } from '#libs/platform/ids.js';
import type { Answer } from '#libs/testing/peer.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { AccountsModule } from '../src/accounts.module.js';

export const ADMIN = { email: 'admin@openvoip.example', password: randomBytes(12).toString('hex') };
export const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const mailFolder = mkdtempSync(join(tmpdir(), 'openvoip-mail-'));

/** Accounts with keys, an administrator and a mail folder of its own. */
export async function startAccounts(env: Record<string, string> = {}, at?: string): Promise<ServiceUnderTest> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  Object.assign(process.env, {
    JWT_PRIVATE_KEY: Buffer.from(pem).toString('base64'),
    STAFF_EMAIL: ADMIN.email,
    STAFF_PASSWORD: ADMIN.password,
    MAIL_FOLDER: mailFolder,
    UNPAID_PER_TAX_CODE: '1000000',
    ...env,
  });
  return ServiceUnderTest.start('accounts', AccountsModule, at);
}

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };

/** A request to register Mario Rossi, or what the test changes of him. */
export const mario = (changes: Partial<RegisterRequest> = {}): RegisterRequest => ({
  email: `mario.${newId('x')}@example.it`,
  password: 'una password lunga',
  district: '02',
  services: [],
  termsAccepted: true,
  holder: { kind: 'private', givenName: 'Mario', familyName: 'Rossi', codiceFiscale: 'RSSMRA80A01F205X', address },
  ...changes,
});
export const acme = (changes: Partial<RegisterRequest> = {}): RegisterRequest =>
  mario({
    holder: {
      kind: 'company',
      companyName: 'Acme S.r.l.',
      partitaIva: '00743110157',
      codiceDestinatario: 'ABC1234',
      pec: 'ACME@pec.example.it',
      address,
    },
    ...changes,
  });

const AMOUNT_DUE = 1234;
export const NUMBER = '+390212345678';

/** What numbers answers when nothing is wrong. */
export const willingNumbers = (changes: readonly Answer[] = []): Answer[] =>
  merged(
    [
      [numbersRpc.reserve, ({ expiresAt }: ReserveNumber) => ({ number: NUMBER, district: '02', expiresAt })],
      [numbersRpc.release, () => ({ done: 'released' })],
      [numbersRpc.assign, () => ({ done: 'assigned' })],
    ],
    changes,
  );

/** What billing answers when nothing is wrong. */
export const willingBilling = (changes: readonly Answer[] = []): Answer[] =>
  merged(
    [
      [
        billingRpc.openAccount,
        ({ contractNumber }: OpenAccount) => ({
          amountDueCents: AMOUNT_DUE,
          amountDueOn: '2026-12-10',
          paymentReference: creditorReference(contractNumber),
        }),
      ],
      [billingRpc.closeAccount, () => ({ done: 'closed' })],
    ],
    changes,
  );

const merged = (standard: readonly Answer[], changes: readonly Answer[]): Answer[] => [
  ...standard.filter(([definition]) => !changes.some(([changed]) => changed === definition)),
  ...changes,
];

/** Publishes what billing and numbers tell when a registration is paid. */
export async function pay(accounts: ServiceUnderTest, contractId: string, customerId: string): Promise<void> {
  await charge(accounts, contractId, customerId);
  await assign(accounts, contractId, customerId);
}
export const charge = (accounts: ServiceUnderTest, contractId: string, customerId: string): Promise<void> =>
  accounts.publish(activationCharged, contractId, {
    contractId,
    customerId,
    number: NUMBER,
    holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
    chargedGrossCents: AMOUNT_DUE,
    at: accounts.clock.now().toISOString(),
  });
export const assign = (accounts: ServiceUnderTest, contractId: string, customerId: string): Promise<void> =>
  accounts.publish(numberAssigned, contractId, {
    contractId,
    customerId,
    number: NUMBER,
    assignedAt: accounts.clock.now().toISOString(),
  });

/** The texts of the mails kept for an address. */
export async function mailsTo(email: string): Promise<string[]> {
  const files = (await readdir(mailFolder)).filter((file) => file.endsWith('.eml'));
  const texts = await Promise.all(files.map((file) => readFile(join(mailFolder, file), 'utf8')));
  return texts
    .filter((text) => text.includes(`To: ${email}`))
    .map((text) => text.replaceAll('=\n', '').replaceAll('=3D', '='));
}

export const tokenIn = (mail: string): string => /token=([^\s]+)/.exec(mail)![1]!;
