import { machine } from '#libs/platform/state-machine.js';

/** The life of a top-up by card: its provider says that it is paid. What the provider takes back later is the ledger's to say. */
export const paymentLife = machine({
  of: 'card payment',
  states: ['open', 'paid'],
  begins: ['open'],
  by: ['provider'],
  moves: { pay: { from: ['open'], to: 'paid', by: ['provider'] } },
});
export type PaymentState = (typeof paymentLife.table.states)[number];
