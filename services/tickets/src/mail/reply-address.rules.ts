import { createHmac, timingSafeEqual } from 'node:crypto';

const BYTES = 10;
const LOCAL_PART = /^r-([0-9a-z]{26})-([0-9a-f]{20})$/;

const signature = (id: string, secret: string): string => createHmac('sha256', secret).update(`ticket-reply\u0000${id}`).digest('hex').slice(0, 2 * BYTES);

/** The address that answers to a ticket go to; nobody can make one without the secret. Lower case throughout, as mail systems may change case. */
export function replyAddress(ticketId: string, domain: string, secret: string): string {
  const id = ticketId.replace(/^tic_/, '');
  return `r-${id}-${signature(id, secret)}@${domain}`;
}

/** The ticket of a reply address of this domain, or undefined when the address was not made here. */
export function ticketOfAddress(address: string, domain: string, secret: string): string | undefined {
  const [local, host] = address.toLowerCase().split('@');
  const [, id, given] = LOCAL_PART.exec(local ?? '') ?? [];
  if (host !== domain || !id || !given) return undefined;
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(id, secret))) ? `tic_${id}` : undefined;
}
