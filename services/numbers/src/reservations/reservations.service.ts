import { Inject, Injectable } from '@nestjs/common';
import { DomainError, InvalidInput } from '#libs/api/kernel/domain-error.js';
import {
  DistrictExhausted,
  DistrictHeld,
  DistrictUnknown,
  NumberUnavailable,
} from '#libs/api/errors/numbers/inventory.errors.js';
import type { ReserveNumber, ReservedNumber } from '#libs/api/numbers/numbers.js';
import type { OfOrder, OrderNumbers, ReserveForOrder } from '#libs/api/numbers/orders.js';
import { districtOf, isDistrict, isGeographicNumber } from '#libs/italy/phone-number.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { NumbersConfig } from '../config/numbers.config.js';
import type { NumberRow } from '../number/number.schema.js';
import { claimOf, claimsUnder, NumberStore, TIES } from '../number/number.store.js';
import { Stock } from '../inventory/stock.service.js';
import { FreeNumbers } from './free-numbers.service.js';

interface Wish {
  readonly claim: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly district?: string;
  readonly number?: string;
  readonly dueAt: Date;
}
interface Held {
  readonly number: string;
  readonly dueAt: Date;
  /** It was reserved now. */
  readonly fresh?: boolean;
}

const FIRST = 'first';
const OF_A_REGISTRATION = new RegExp(`/${FIRST}$`);

/**
 * Reserves numbers (R3, R15). A reservation is one atomic write of one number, found among the free ones of the district
 * from a random point on, so that clients do not meet at the same document; its unique claim makes it idempotent.
 */
@Injectable()
export class Reservations {
  constructor(
    @Inject(NumberStore) private readonly store: NumberStore,
    @Inject(FreeNumbers) private readonly free: FreeNumbers,
    @Inject(Stock) private readonly stock: Stock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /**
   * The first number of a contract that is to be paid. The same contract gets the same number again, whatever it asks for; asked
   * for longer, it is held longer.
   * @throws NumberUnavailable, DistrictExhausted, DistrictUnknown; DistrictHeld when unpaid contracts hold their share of the district
   */
  async reserve({ contractId, customerId, district, number, expiresAt }: ReserveNumber): Promise<ReservedNumber> {
    const wish = {
      claim: claimOf(contractId, FIRST),
      contractId,
      customerId,
      district,
      number,
      dueAt: new Date(expiresAt),
    };
    const held = await this.hold(wish);
    if (held.fresh) await this.assertShare(held.number, contractId);
    const dueAt = held.dueAt < wish.dueAt ? await this.prolong(held, wish) : held.dueAt;
    return { number: held.number, district: districtOf(held.number)!.prefix, expiresAt: dueAt.toISOString() };
  }

  /** Looked at once the number is held, so that many at once do not get past it together. */
  private async assertShare(number: string, contractId: string): Promise<void> {
    const percent = this.config.UNPAID_DISTRICT_PERCENT;
    if (percent === 100) return;
    const district = districtOf(number)!.prefix;
    const most = Math.max(1, Math.floor(((await this.stock.unassigned(district)) * percent) / 100));
    const unpaid = await this.store.numbers.countDocuments({ district, state: 'reserved', claim: OF_A_REGISTRATION });
    if (unpaid <= most) return;
    await this.release(contractId);
    throw new DistrictHeld(district);
  }

  private async prolong({ number }: Held, { claim, dueAt }: Wish): Promise<Date> {
    await this.store.numbers.updateOne(
      { _id: number, state: 'reserved', claim, dueAt: { $lt: dueAt } },
      { $set: { dueAt } },
    );
    return dueAt;
  }

  /** Gives back what the contract has reserved; what is assigned stays. */
  async release(contractId: string): Promise<void> {
    await this.giveBack(await this.store.ofContract(contractId, ['reserved']), contractId);
  }

  /** Additional numbers for a change order: all or none. */
  async reserveForOrder({
    orderId,
    contractId,
    customerId,
    quantity,
    expiresAt,
    ...wish
  }: ReserveForOrder): Promise<OrderNumbers> {
    const district = wish.district ?? (await this.store.ofContract(contractId, ['assigned']))[0]?.district;
    const numbers: string[] = [];
    try {
      for (let place = 0; place < quantity; place++) {
        const { number } = await this.hold({
          claim: claimOf(contractId, `${orderId}/${place}`),
          contractId,
          customerId,
          district,
          dueAt: new Date(expiresAt),
        });
        numbers.push(number);
      }
    } catch (error) {
      await this.releaseOrder({ orderId, contractId });
      throw error;
    }
    return { numbers };
  }

  async releaseOrder(order: OfOrder): Promise<void> {
    await this.giveBack(await this.numbersOfOrder(order), order.contractId);
  }

  /** The numbers that an order has, reserved or assigned. */
  numbersOfOrder({ orderId, contractId }: OfOrder): Promise<NumberRow[]> {
    return this.store.numbers
      .find({ claim: claimsUnder(claimOf(contractId, orderId)) })
      .sort({ claim: 1 })
      .lean()
      .exec();
  }

  private async giveBack(rows: readonly NumberRow[], contractId: string): Promise<void> {
    for (const { _id, claim } of rows)
      await this.store.move('release', 'reservation', _id, { claim }, { unset: TIES, contractId });
  }

  private async hold(wish: Wish): Promise<Held> {
    try {
      return { number: await this.holdOne(wish), dueAt: wish.dueAt, fresh: true };
    } catch (error) {
      // The same request came before: its claim is unique, so nothing was taken now. Looking only then saves a read each time.
      const held = isDuplicateKey(error) || error instanceof DomainError ? await this.heldFor(wish) : undefined;
      if (held) return held;
      throw error;
    }
  }

  private async heldFor({ claim, dueAt }: Wish): Promise<Held | undefined> {
    const row = await this.store.numbers.findOne({ claim }, { dueAt: 1 }).lean();
    return row ? { number: row._id, dueAt: row.dueAt ?? dueAt } : undefined;
  }

  private async holdOne({ district, number, ...tie }: Wish): Promise<string> {
    if (number) {
      if (!isGeographicNumber(number) || !(await this.store.move('reserve', 'reservation', number, {}, { set: tie })))
        throw new NumberUnavailable(number);
      return number;
    }
    if (!district)
      throw new InvalidInput([
        { field: 'district', text: { it: 'indica un distretto o un numero', en: 'give a district or a number' } },
      ]);
    if (!isDistrict(district)) throw new DistrictUnknown(district);
    for (let candidate = await this.free.next(district); candidate; candidate = await this.free.next(district)) {
      if (await this.store.move('reserve', 'reservation', candidate, {}, { set: tie })) return candidate;
    }
    throw new DistrictExhausted(district);
  }
}
