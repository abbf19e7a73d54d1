/** Dependencies: none, since the launcher reads this table before anything is built. */

const OPERATOR = [
  'OPERATOR_IBAN',
  'OPERATOR_VAT_NUMBER',
  'OPERATOR_STREET',
  'OPERATOR_CAP',
  'OPERATOR_CITY',
  'OPERATOR_PROVINCE',
];
const CARDS = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'PAYMENT_RETURN_URL'];

/** What each process cannot do its work without in production. */
export const REQUIRED_IN_PRODUCTION = {
  gateway: ['PUBLIC_URL'],
  accounts: ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'],
  numbers: ['OPERATOR_CODE'],
  billing: [...OPERATOR, ...CARDS],
  tickets: ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL', 'TICKETS_MAIL_DOMAIN'],
} as const satisfies Record<string, readonly string[]>;
export type Requiring = keyof typeof REQUIRED_IN_PRODUCTION;

/** Defaults for the demo, which reach nobody. */
const NOBODYS = /openvoip\.example|\b(127\.0\.0\.1|localhost)\b/;

/** The names that a production process requires and its environment does not have, or has only as the demo does. */
export const missingInProduction = (process: Requiring, env: Readonly<Record<string, string | undefined>>): string[] =>
  REQUIRED_IN_PRODUCTION[process].filter((name) => !env[name] || (name !== 'SMTP_URL' && NOBODYS.test(env[name])));
