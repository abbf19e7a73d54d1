import { createHmac } from 'node:crypto';
import { sameSecret } from '#libs/platform/same-secret.js';

const BYTES = 10;

/**
 * What an address of a ticket is for: `reply` puts its customer's words on it; `bounce` is the envelope sender of what goes to
 * anybody else, and takes nothing but news of delivery.
 */
export type AddressPurpose = 'reply' | 'bounce';
const LETTERS: Readonly<Record<AddressPurpose, string>> = { reply: 'r', bounce: 'b' };
const LOCAL_PART = /^([rb])-([0-9a-z]{26})-([0-9a-f]{20})$/;

const signature = (purpose: AddressPurpose, id: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`ticket-${purpose}\u0000${id}`)
    .digest('hex')
    .slice(0, 2 * BYTES);

function addressOf(purpose: AddressPurpose, ticketId: string, domain: string, secret: string): string {
  const id = ticketId.replace(/^tic_/, '');
  return `${LETTERS[purpose]}-${id}-${signature(purpose, id, secret)}@${domain}`;
}

/** The address that answers to a ticket go to; nobody can make one without the secret. Lower case throughout, as mail systems may change case. */
export const replyAddress = (ticketId: string, domain: string, secret: string): string =>
  addressOf('reply', ticketId, domain, secret);

/** Where news of delivery goes of a ticket's mail to others than its customer: it gives no way to write for the customer. */
export const bounceAddress = (ticketId: string, domain: string, secret: string): string =>
  addressOf('bounce', ticketId, domain, secret);

/** The ticket of an address of this domain and what the address is for, or undefined when it was not made here. */
export function readAddress(
  address: string,
  domain: string,
  secret: string,
): { ticketId: string; purpose: AddressPurpose } | undefined {
  const [local, host] = address.toLowerCase().split('@');
  const [, letter, id, given] = LOCAL_PART.exec(local ?? '') ?? [];
  if (host !== domain || !id || !given) return undefined;
  const purpose = letter === 'r' ? 'reply' : 'bounce';
  return sameSecret(given, signature(purpose, id, secret)) ? { ticketId: `tic_${id}`, purpose } : undefined;
}
