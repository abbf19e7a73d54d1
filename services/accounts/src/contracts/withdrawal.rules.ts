import {
  WithdrawalConsumersOnly,
  WithdrawalNotTransferred,
  WithdrawalOver,
} from '#libs/api/errors/accounts/endings.errors.js';
import { addDays, romeDate, type RomeDate } from '#libs/italy/rome-time.js';

/** Codice del consumo art. 52: days from the conclusion, the day of the conclusion not counted. */
export const WITHDRAWAL_DAYS = 14;

/** What decides whether a contract can be withdrawn from. */
export interface Withdrawable {
  readonly state: string;
  readonly holder: { readonly kind: string };
  readonly activatedAt?: Date;
  readonly formerHolders?: readonly unknown[];
}

/** The last Rome day on which its holder can withdraw from an active contract; undefined where nobody can, or never could. */
export function lastWithdrawalDay({
  state,
  holder,
  activatedAt,
  formerHolders = [],
}: Withdrawable): RomeDate | undefined {
  return state === 'active' && holder.kind === 'private' && activatedAt && formerHolders.length === 0
    ? addDays(romeDate(activatedAt), WITHDRAWAL_DAYS)
    : undefined;
}

/**
 * R25: a consumer may withdraw within 14 days of the conclusion, which is the activation: until then a registration binds
 * nobody. A contract that changed hands was concluded by another.
 * @throws WithdrawalConsumersOnly, WithdrawalNotTransferred, WithdrawalOver
 */
export function assertWithdrawable({ holder, activatedAt, formerHolders = [] }: Withdrawable, now: Date): void {
  if (holder.kind !== 'private') throw new WithdrawalConsumersOnly();
  if (formerHolders.length > 0) throw new WithdrawalNotTransferred();
  const last = activatedAt && addDays(romeDate(activatedAt), WITHDRAWAL_DAYS);
  if (last && romeDate(now) > last) throw new WithdrawalOver(last);
}
