import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import type { BodyClass } from '#libs/api/kernel/field.js';
import { Count, FreeObject, Nested, Text } from '#libs/api/kernel/fields.js';
import { assertBody } from '#libs/api/kernel/schema.js';

/** What the provider was told when the payment began, and gives back with everything about it. */
class Metadata {
  @Text({ optional: true, min: 0, max: 500 }) contractId?: string;
  @Text({ optional: true, min: 0, max: 500 }) paymentId?: string;
}
class NoticeData {
  @FreeObject() object!: object;
}
class Notice {
  @Text({ max: 255 }) id!: string;
  @Text() type!: string;
  @Count({ optional: true, max: 100_000_000_000, description: 'Epoch seconds' }) created?: number;
  @Nested(() => NoticeData) data!: NoticeData;
}

/** Of Stripe's objects, what is read of them; amounts in cents where the currency is `eur`. */
export class PaymentSucceeded {
  @Text({ max: 255 }) id!: string;
  @Count({ min: 1 }) amount_received!: number;
  @Text({ max: 10 }) currency!: string;
  @Nested(() => Metadata) metadata!: Metadata;
}
export class ChargeRefunded {
  @Text({ max: 255 }) id!: string;
  @Count() amount_captured!: number;
  @Count() amount_refunded!: number;
  @Text({ max: 10 }) currency!: string;
  @Nested(() => Metadata) metadata!: Metadata;
  payment_intent?: unknown;
}
export class RefundMoved {
  @Text({ max: 255 }) id!: string;
  @Count({ min: 1 }) amount!: number;
  @Text({ max: 10 }) currency!: string;
  @Text({ optional: true, max: 50 }) status?: string;
  payment_intent?: unknown;
}
export class ChargeDisputed {
  @Text({ max: 255 }) id!: string;
  @Count({ min: 1 }) amount!: number;
  @Text({ max: 10 }) currency!: string;
  @Text() status!: string;
  payment_intent?: unknown;
}

/** A notification whose signature is right. @throws InvalidInput when it is no event of the provider's */
export function noticeOf(event: unknown): Notice {
  if (typeof event !== 'object' || event === null)
    throw new InvalidInput([{ field: 'payload', text: { it: 'non è una notifica', en: 'is no notification' } }]);
  assertBody<Notice>(Notice, event);
  return event;
}

/** What a notification is about. @throws InvalidInput naming what is missing or wrong: nothing was taken of it */
export function subjectOf<T>(kind: BodyClass<T>, { data }: Notice): T {
  assertBody<T>(kind, data.object);
  return data.object;
}

/** The payment intent that an object belongs to, by its id or with the whole of it; undefined where there is none. */
export function intentOf({ payment_intent: reference }: { readonly payment_intent?: unknown }): string | undefined {
  const id = typeof reference === 'object' && reference !== null ? (reference as { id?: unknown }).id : reference;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
