import {
  DistrictExhausted,
  DistrictUnknown,
  NumberUnavailable,
  ReservationGone,
} from '#libs/api/errors/numbers/inventory.errors.js';
import { rpc } from '../kernel/definition.js';
import { Count, Id, Instant, Text, TextList } from '../kernel/fields.js';
import { Done } from '../kernel/shared.js';

/** Additional numbers of an active contract, for billing's change orders. */

export class ReserveForOrder {
  @Id({ description: 'The change order: asked again, it gets the same numbers' }) orderId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text({ pattern: /^0\d{1,3}$/, max: 4, optional: true, description: 'That of the first number by default' })
  district?: string;
  @Count({ min: 1, max: 100 }) quantity!: number;
  @Instant({ description: 'When the reservation may be given up at the earliest' }) expiresAt!: string;
}
export class OrderNumbers {
  @TextList({ description: 'E.164' }) numbers!: string[];
}
export class OfOrder {
  @Id() orderId!: string;
  @Id() contractId!: string;
}

export const numbersOrdersRpc = {
  /** All of them or none: refused with `district_exhausted`. Idempotent by order. */
  reserve: rpc('numbers.order.reserve', ReserveForOrder, OrderNumbers, {
    callers: ['billing'],
    errors: [DistrictExhausted, DistrictUnknown, NumberUnavailable],
  }),
  /** Assigns what the order has reserved to the contract's present holder; idempotent. Numbers of billing.services.changed.v1 are assigned without it. */
  assign: rpc('numbers.order.assign', OfOrder, OrderNumbers, { callers: ['billing'], errors: [ReservationGone] }),
  /** Gives back what the order has reserved and not been assigned; nothing to give back is fine. */
  release: rpc('numbers.order.release', OfOrder, Done, { callers: ['billing'] }),
} as const;
