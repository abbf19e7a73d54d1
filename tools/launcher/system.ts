/** Who owns a process or an operator's command. */
export type Service = 'accounts' | 'numbers' | 'billing' | 'tickets';

/** A process of the running system. */
export interface Part {
  name: string;
  entry: string;
  /** Serves the API on a port that users see. */
  public?: boolean;
  /** Takes customers' mail (SMTP) on a port of its own. */
  takesMail?: boolean;
  /** Stands for something that production has of its own. */
  simulator?: boolean;
}

/** The simulator of a softswitch. */
export const SOFTSWITCH = 'softswitch-sim';

/** Every process that `up` starts besides the broker and the database, the ones that users see last. */
export const parts: Part[] = [
  { name: 'accounts', entry: 'dist/services/accounts/src/main.js' },
  { name: 'numbers', entry: 'dist/services/numbers/src/main.js' },
  { name: 'billing', entry: 'dist/services/billing/src/main.js' },
  { name: 'tickets', entry: 'dist/services/tickets/src/main.js', takesMail: true },
  { name: 'billing-jobs', entry: 'dist/services/billing/src/jobs.main.js' },
  { name: SOFTSWITCH, entry: 'dist/simulators/softswitch/main.js', simulator: true },
  { name: 'gateway', entry: 'dist/gateway/src/main.js', public: true },
];

/** Operators' commands: who carries each out, and what it is for. */
export const operatorCommands: Record<string, { owner: Service | 'messaging'; summary: string }> = {
  demo: { owner: 'accounts', summary: 'load the demo, move its clock' },
  numbers: { owner: 'numbers', summary: 'number stock, blocks and ports' },
  ledger: { owner: 'billing', summary: 'verify, read and export the ledger' },
  provisioning: { owner: 'billing', summary: 'what the softswitch was told' },
  renewals: { owner: 'billing', summary: 'run and follow monthly renewals' },
  catalogue: { owner: 'billing', summary: 'price rises and what customers were told of them' },
  refunds: { owner: 'billing', summary: 'refunds and their bank files' },
  invoices: { owner: 'billing', summary: 'electronic invoices (FatturaPA)' },
  cdr: { owner: 'billing', summary: 'load and rate call records' },
  statements: { owner: 'billing', summary: 'bank statements' },
  sagas: { owner: 'accounts', summary: 'long-running work and its steps' },
  tickets: { owner: 'tickets', summary: 'the ticket queue' },
  dead: { owner: 'messaging', summary: 'list, read and replay dead letters' },
};

/** The command-line program of an owner. */
export function cliOf(owner: Service | 'messaging'): string {
  return owner === 'messaging' ? 'dist/libs/messaging/cli.js' : `dist/services/${owner}/src/cli.js`;
}

/** Whose `demo load` makes the demo, in this order. */
export const demoOwners: Service[] = ['numbers', 'accounts'];
