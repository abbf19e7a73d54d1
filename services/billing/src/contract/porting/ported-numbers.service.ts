import { Inject, Injectable } from '@nestjs/common';
import { servicesChanged } from '#libs/api/billing/changes.js';
import type { PortInCutOver } from '#libs/api/numbers/port-in.js';
import type { NumberPortedOut } from '#libs/api/numbers/port-out.js';
import { nextPeriod, periodOf, periodsBetween, romeDate, type Period } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { cents, vatOn } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { hasEnded, nextServices, servicesAt } from '../../account/account.rules.js';
import type { Account, AccountChange } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { NUMBER, numbersIn } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { scheduleOf } from '../changes/changes.rules.js';
import { ChargeReturns } from '../../credit/ledger/charge-returns.service.js';
import { partOf } from '../../credit/ledger/charge-returns.rules.js';
import { chargePostings, reversalOf, type NewEntry } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { negated, priceLine, totalOf, type PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import { Charging } from '../../monthly/renewals/charging.service.js';
import { renewalKey } from '../../monthly/renewals/renewal.rules.js';
import { NumberMovements } from './number-movements.service.js';
import { afterArrival, afterDeparture, withQuantity, type Arrival, type NumbersStanding } from './porting.rules.js';
import { servicesReplaced } from '../../account/account-changes.rules.js';

const WHOLE = { days: 1, ofDays: 1 };

/** Whether a number that came after the end of its contract is to be charged depends on whether that end stays. */
class EndUndecided extends Error {
  constructor(contractId: string) {
    super(`the end of ${contractId} has come and is not carried out yet`);
    this.name = 'EndUndecided';
  }
}

/**
 * What ports do to the charged services of a contract. Both are facts that cannot be refused: a number that has come is the
 * contract's, one that has left is gone. Each is applied once, however late, often or out of order it is told.
 */
@Injectable()
export class PortedNumbers {
  constructor(
    @Inject(NumberMovements) private readonly movements: NumberMovements,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Numbers are charged from the day of their cut-over on, at once where credit covers it; where it does not, with the next
   * renewal, which alone may take credit below zero (R7). A contract that has ended is charged nothing (R14).
   * @throws EndUndecided when the end has come and is not carried out: the message comes again once it is, or is taken back.
   */
  async cameIn({ portInId, contractId, numbers, givenBack, at }: PortInCutOver, tx: Tx): Promise<void> {
    const moment = new Date(at);
    const account = await this.charging.catchUp(tx, contractId);
    if (account.state !== 'active') return;
    if (hasEnded(account, moment)) throw new EndUndecided(contractId);
    const arrival = await this.arrivalOf(account, numbers, givenBack, moment);
    if (!arrival) return;
    const after = afterArrival(this.standing(account), arrival);
    const lines = this.linesFor(after.charged, account, moment);
    const total = totalOf(lines);
    const covered = account.balanceCents >= total.gross;
    const entry: NewEntry = {
      key: `port-in:${portInId}`,
      contractId,
      cause: 'upgrade',
      postings: chargePostings(total),
      details: { lines, period: periodOf(moment), portInId },
    };
    const postponed = covered ? {} : { postponed: [...(account.postponed ?? []), ...lines] };
    await this.apply(
      tx,
      account,
      { ...this.changeOf(account, after), ...postponed },
      covered && total.gross > 0 ? [entry] : [],
      'port_in',
    );
  }

  /** Its charge stops with the month in which it left (R10); a later month that was charged already is given back. Of one whose contract had ended nothing is charged (R21). */
  async wentOut({ contractId, number, last, afterEnd, at }: NumberPortedOut, tx: Tx): Promise<void> {
    if (afterEnd) return;
    const moment = new Date(at);
    const known = (await this.movements.of(contractId, [number])).get(number);
    await this.movements.keep(contractId, [number], 'leftAt', moment);
    const before = await this.ledger.account(tx, contractId);
    if (before.state !== 'active') return;
    if (last && !(before.endsAt && before.endsAt <= moment))
      await this.ledger.post(tx, [], new Map([[contractId, { endsAt: moment }]]));
    const account = await this.charging.catchUp(tx, contractId);
    if (!account.numbers.includes(number) || (known?.cameAt && known.cameAt > moment)) return;
    for (const period of last ? [] : monthsAfter(moment, account.chargedThrough))
      await this.giveMonthBack(tx, await this.ledger.account(tx, contractId), number, period);
    await this.apply(
      tx,
      account,
      this.changeOf(account, afterDeparture(this.standing(account), number)),
      [],
      'port_out',
    );
  }

  /** What of a cut-over is still to be done; undefined when it was done before. */
  private async arrivalOf(
    { _id, numbers: held }: Account,
    numbers: readonly string[],
    givenBack: string | undefined,
    at: Date,
  ): Promise<Arrival | undefined> {
    const known = await this.movements.of(_id, [...numbers, ...(givenBack ? [givenBack] : [])]);
    const fresh = numbers.filter((number) => !((known.get(number)?.cameAt ?? 0) >= at));
    if (fresh.length === 0) return undefined;
    await this.movements.keep(_id, fresh, 'cameAt', at);
    if (givenBack) await this.movements.keep(_id, [givenBack], 'leftAt', at);
    return {
      came: fresh.filter((number) => !held.includes(number)),
      goneAgain: fresh.filter((number) => (known.get(number)?.leftAt ?? 0) > at),
      givenBack,
    };
  }

  /** The rest of the month of the cut-over, and each later month that is charged already. */
  private linesFor(quantity: number, { chargedThrough }: Account, at: Date): PricedLine[] {
    if (quantity === 0) return [];
    const first = priceLine(
      this.catalogue.chargedOn(romeDate(this.clock.now()), romeDate(at)),
      NUMBER,
      quantity,
      this.quotes.restOfMonth(at),
      'port_in',
    );
    return [first, ...monthsAfter(at, chargedThrough).map((period) => this.month(period, quantity))];
  }

  /** A month of the number comes out of that month's renewal, as far as something of its numbers is left there. */
  private async giveMonthBack(tx: Tx, account: Account, number: string, period: Period): Promise<void> {
    const as = {
      key: `port-out:${account._id}:${number}:${period}`,
      cause: 'charge_returned' as const,
      details: { period, number },
    };
    const renewal = await this.ledger.find(renewalKey(account._id, period));
    const charged = renewal ? (await this.returns.left(renewal)).filter(({ product }) => product === NUMBER) : [];
    const line = this.month(period, 1);
    if (!renewal || charged.length === 0) {
      await this.ledger.post(tx, {
        ...as,
        contractId: account._id,
        postings: reversalOf(chargePostings(totalOf([line]))),
        details: { ...as.details, lines: [negated(line, 'returned')] },
      });
      return;
    }
    const { gross } = vatOn(line.netCents, charged[0]!.vatBasisPoints);
    const part = partOf(charged, cents(Math.min(gross, totalOf(charged).gross)));
    const { entries, change } = await this.returns.returning(account, renewal, part, { ...as, reason: 'returned' });
    await this.ledger.post(tx, entries, new Map([[account._id, change]]));
  }

  private month(period: Period, quantity: number): PricedLine {
    return priceLine(
      this.catalogue.chargedOn(romeDate(this.clock.now()), `${period}-01`),
      NUMBER,
      quantity,
      WHOLE,
      'port_in',
    );
  }

  private standing(account: Account): NumbersStanding {
    const now = numbersIn(servicesAt(account, this.clock.now()));
    return {
      now,
      next: numbersIn(nextServices(account)),
      numbers: account.numbers,
      giveUp: account.scheduled?.giveUp ?? [],
    };
  }

  private changeOf(account: Account, { now, next, numbers, giveUp }: NumbersStanding): AccountChange {
    const at = this.clock.now();
    const services = withQuantity(servicesAt(account, at), now);
    return servicesReplaced(account, {
      services,
      scheduled: scheduleOf({ now: services, next: withQuantity(nextServices(account), next) }, periodOf(at), giveUp),
      numbers,
    });
  }

  private async apply(
    tx: Tx,
    account: Account,
    change: AccountChange,
    entries: readonly NewEntry[],
    reason: string,
  ): Promise<void> {
    await this.ledger.post(tx, entries, new Map([[account._id, change]]));
    tx.emit(servicesChanged, account._id, servicesMessage({ ...account, ...change }, reason, this.clock.now()));
  }
}

/** Months after the one of an instant that an account is charged for already. */
const monthsAfter = (at: Date, chargedThrough: string | undefined): Period[] => {
  const from = nextPeriod(periodOf(at));
  return chargedThrough && from <= chargedThrough ? periodsBetween(from, chargedThrough as Period) : [];
};
