import { DomainError } from '#libs/api/kernel/domain-error.js';

/** RabbitMQ 4 closes the channel of whoever sends it more (`max_message_size`), and everything else on that channel with it. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** What was asked for, or its answer, is more than one message carries. */
export class MessageTooLarge extends DomainError {
  constructor(bytes: number) {
    super({
      code: 'message_too_large',
      status: 413,
      details: { bytes, maximumBytes: MAX_MESSAGE_BYTES },
      text: {
        it: 'I dati superano la dimensione massima: dividili in parti più piccole e riprova.',
        en: 'The data is larger than what can be taken at once: split it into smaller parts and try again.',
      },
    });
  }
}

/** @throws MessageTooLarge from 16 MiB on */
export function assertFits(bytes: number): void {
  if (bytes >= MAX_MESSAGE_BYTES) throw new MessageTooLarge(bytes);
}

/** A body as it goes over the broker. @throws MessageTooLarge */
export function encoded(body: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(body));
  assertFits(bytes.length);
  return bytes;
}
