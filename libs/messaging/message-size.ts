import { MessageTooLarge } from '#libs/api/kernel/messaging.errors.js';

/** RabbitMQ 4 closes the channel of whoever sends it more (`max_message_size`), and everything else on that channel with it. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** @throws MessageTooLarge from 16 MiB on */
export function assertFits(bytes: number): void {
  if (bytes >= MAX_MESSAGE_BYTES) throw new MessageTooLarge({ bytes, maximumBytes: MAX_MESSAGE_BYTES });
}

/** A body as it goes over the broker. @throws MessageTooLarge */
export function encoded(body: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(body));
  assertFits(bytes.length);
  return bytes;
}
