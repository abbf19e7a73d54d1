import { Count, Id, OneOf, RomeDay, Text } from '#libs/api/kernel/fields.js';
import { PORT_IN_REASONS, type PortInReason } from '#libs/api/numbers/port-in.js';

export const ANSWERS = ['verifying', 'accepted', 'rejected'] as const;

/** What a donor operator answers to one attempt of a port-in order. */
export class CarrierAnswer {
  @Id() order!: string;
  @Count({ min: 1 }) attempt!: number;
  @OneOf(ANSWERS) status!: (typeof ANSWERS)[number];
  @RomeDay({ optional: true }) cutOverOn?: string;
  @OneOf(PORT_IN_REASONS, { optional: true }) reason?: PortInReason;
  @Text({ optional: true, max: 500 }) comment?: string;
}
