import { Inject, Injectable } from '@nestjs/common';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import type { NumberRow } from '../number/number.schema.js';
import { NumberStore } from '../number/number.store.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { Register, type EndedHolding } from '../register/register.service.js';
import { lastPortOutDay, portRightEnds } from './port-right.rules.js';

/** A number that its last holder can still take elsewhere. */
export interface EndedNumber extends EndedHolding {
  readonly row: NumberRow;
  readonly portableUntil: RomeDate;
}

const DAY_MS = 86_400_000;
/** It left by itself, and is another operator's to give now. */
const LEFT = 'ported_out';

/** Numbers whose contract ended and that who held them can still take to another operator (R21). */
@Injectable()
export class EndedNumbers {
  constructor(
    @Inject(Register) private readonly register: Register,
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /** Undefined when somebody holds it, when it left, and when the days are over. */
  async of(row: NumberRow): Promise<EndedNumber | undefined> {
    if (row.contractId || (row.state !== 'quarantined' && row.state !== 'porting_out')) return undefined;
    const ended = await this.register.lastHolderOf(row);
    if (!ended || ended.cause === LEFT || this.clock.now() >= this.rightEnds(ended)) return undefined;
    return { ...ended, row, portableUntil: lastPortOutDay(ended.endedAt, this.config.PORT_OUT_AFTER_END_DAYS) };
  }

  /** Those that a contract had last. */
  async ofContract(contractId: string): Promise<EndedNumber[]> {
    const since = new Date(this.clock.now().getTime() - (this.config.PORT_OUT_AFTER_END_DAYS + 2) * DAY_MS);
    const rows = await Promise.all(
      (await this.register.numbersEnded(contractId, since)).map((number) => this.numbers.get(number)),
    );
    const ended = await Promise.all(rows.filter((row) => row !== null).map((row) => this.of(row)));
    return ended.filter((each) => each !== undefined).filter((each) => each.contractId === contractId);
  }

  /** The first instant at which a number that nobody holds may become somebody else's; undefined when none stands against it. */
  async heldBackUntil(row: NumberRow): Promise<Date | undefined> {
    const ended = await this.register.lastHolderOf(row);
    return ended && ended.cause !== LEFT ? this.rightEnds(ended) : undefined;
  }

  private rightEnds({ endedAt }: EndedHolding): Date {
    return portRightEnds(endedAt, this.config.PORT_OUT_AFTER_END_DAYS);
  }
}
