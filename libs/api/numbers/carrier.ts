import {
  CutOverDayNotPossible,
  PortInNotPossible,
  PortOutNotPossible,
} from '#libs/api/errors/numbers/porting.errors.js';
import { DESK, SUPERVISOR } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Instant, Many, OneOf, Text } from '../kernel/fields.js';
import { Empty, PageQuery } from '../kernel/shared.js';

export const CARRIER_OUTCOMES = ['taken', 'refused'] as const;

/** A message of another operator that came by the exchange of files, and what became of it. */
export class CarrierMessage {
  @Text({ max: 120, description: 'The other side’s id of it' }) id!: string;
  @Text({ max: 60 }) kind!: string;
  @Text({ max: 80, description: 'The operator' }) from!: string;
  @Text({ min: 0, max: 60, description: 'Our order, or the recipient’s reference' }) about!: string;
  @OneOf(CARRIER_OUTCOMES) outcome!: (typeof CARRIER_OUTCOMES)[number];
  @Text({ optional: true, max: 1_000, description: 'Why it was refused' }) reason?: string;
  @Instant() at!: string;
}
export class ListCarrierMessages extends PageQuery {
  @Text({ optional: true, max: 60, description: 'Our order, or the recipient’s reference' }) about?: string;
  @OneOf(CARRIER_OUTCOMES, { optional: true }) outcome?: (typeof CARRIER_OUTCOMES)[number];
}
export class CarrierMessagePage {
  @Many(() => CarrierMessage) items!: CarrierMessage[];
  @Text({ optional: true }) nextCursor?: string;
}

export class ExchangeReport {
  @Count({ description: 'Messages handed over' }) sent!: number;
  @Count({ description: 'Messages taken, repetitions included' }) taken!: number;
  @Count({ description: 'Messages refused, with their reason' }) refused!: number;
}

export const numbersCarrierRpc = {
  /** Staff: one round of the exchange, now; by itself it runs with every round of the sweeper. */
  exchange: rpc('numbers.carrier.exchange', Empty, ExchangeReport, {
    callers: SUPERVISOR,
    key: true,
    deadlineMs: 25_000,
    errors: [CutOverDayNotPossible, NotFound, PortInNotPossible, PortOutNotPossible],
  }),
  /** Staff: what other operators sent by the exchange of files, newest first. */
  messages: rpc('numbers.carrier.messages', ListCarrierMessages, CarrierMessagePage, { callers: DESK }),
} as const;
