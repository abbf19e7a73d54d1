import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import type { Locale } from '#libs/api/kernel/actor.js';
import type { Text } from '#libs/api/kernel/domain-error.js';
import { isShort } from '#libs/italy/dialled-number.js';
import { isRomeDate, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { micros, type Micros } from '#libs/money/money.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import { CELLS, readDeclared, type Columns } from './declared-table.format.js';
import { parseDestinationClasses, type DestinationClass } from './destination-classes.format.js';
import { NO_RATE, RateDeck, type Rate } from './rating.rules.js';

/** Where prices of calls are read from when the process starts. */
class RateDeckConfig {
  /** A CSV file with the columns of the one that comes with the platform; prices are net euro. */
  @IsString() RATE_DECK_FILE = fileURLToPath(new URL('rate-deck.csv', import.meta.url));
  /** A CSV file with the classes that its destinations belong to, and which of them are closed until the customer opens them (R27). */
  @IsString() DESTINATION_CLASSES_FILE = fileURLToPath(new URL('destination-classes.csv', import.meta.url));
}

type Column =
  | 'prefix'
  | 'destination'
  | 'destination_it'
  | 'class'
  | 'per_minute_eur'
  | 'setup_eur'
  | 'first_seconds'
  | 'step_seconds'
  | 'flat'
  | 'from'
  | 'to';
const EURO = /^(\d{1,4})(?:\.(\d{1,6}))?$/;
const price = (text: string): string | undefined =>
  EURO.test(text) ? undefined : 'must be euro with at most six decimals';
const day = (text: string): string | undefined => (isRomeDate(text) ? undefined : 'must be a day YYYY-MM-DD');
const COLUMNS: Columns<Column> = {
  prefix: { check: CELLS.digits },
  destination: { check: CELLS.text },
  destination_it: { check: CELLS.text, optional: true },
  class: { check: CELLS.code },
  per_minute_eur: { check: price },
  setup_eur: { check: price },
  first_seconds: { check: CELLS.count },
  step_seconds: { check: CELLS.count },
  flat: { check: CELLS.yesOrNo },
  from: { check: day },
  to: { check: (text) => (text === '' ? undefined : day(text)), optional: true },
};

/** The rate deck in force and the classes of its destinations, proven when the process starts. */
@Injectable()
export class Rates {
  readonly deck: RateDeck;
  readonly classes: readonly DestinationClass[];
  private readonly names: ReadonlyMap<string, Text>;

  constructor() {
    const { RATE_DECK_FILE, DESTINATION_CLASSES_FILE } = readConfig(RateDeckConfig);
    this.classes = parseDestinationClasses(readFileSync(DESTINATION_CLASSES_FILE, 'utf8'));
    this.deck = parseRateDeck(readFileSync(RATE_DECK_FILE, 'utf8'), this.classes);
    this.names = new Map(this.deck.rates.map(({ destination, name }) => [destination, name]));
  }

  /** The rate of a call to a dialled number, short ones included, that begins at this instant, as an index; or NO_RATE. */
  find(number: string, at: number): number {
    if (!isShort(number)) return this.deck.find(number, at);
    const rate = this.deck.find(`+39${number}`, at);
    // A short number has a price of its own or none: that of a longer number beginning alike says nothing of it.
    return rate !== NO_RATE && this.deck.rates[rate]!.prefix === `39${number}` ? rate : NO_RATE;
  }

  /** The class that a rate's destination belongs to. */
  classOf(rate: number): DestinationClass {
    return this.classes.find(({ code }) => code === this.deck.rates[rate]!.destinationClass)!;
  }

  /** A destination, as it was called when a call was rated, in the reader's language. */
  nameOf(destination: string, locale: Locale): string {
    return this.names.get(destination)?.[locale] ?? destination;
  }
}

/** Reads and proves a rate deck. @throws ConfigError naming the line and the column that are wrong. */
export function parseRateDeck(csv: string, classes: readonly DestinationClass[]): RateDeck {
  const rows = readDeclared('rate deck', csv, COLUMNS);
  const unknown = rows.filter(({ cells }) => !classes.some(({ code }) => code === cells.class));
  if (unknown.length > 0)
    throw new ConfigError(
      unknown.map(({ line, cells }) => `rate deck, line ${line}, column class: there is no class ${cells.class}`),
    );
  try {
    return new RateDeck(rows.map(({ cells }) => rateOf(cells)));
  } catch (error) {
    throw new ConfigError([`rate deck: ${(error as Error).message}`]);
  }
}

function rateOf(cells: Readonly<Record<Column, string>>): Rate {
  const { prefix, destination, destination_it: italian, class: destinationClass, flat, from, to } = cells;
  return {
    prefix,
    destination,
    name: { it: italian ?? destination, en: destination },
    destinationClass,
    flat: flat === 'yes',
    perMinute: euro(cells.per_minute_eur),
    setup: euro(cells.setup_eur),
    firstSeconds: Number(cells.first_seconds),
    stepSeconds: Number(cells.step_seconds),
    from: midnight(from),
    ...(to ? { to: midnight(to) } : {}),
  };
}

/** Euro with up to six decimals, exactly. */
function euro(text: string): Micros {
  const [, whole, decimals = ''] = EURO.exec(text)!;
  return micros(Number(`${whole}${decimals.padEnd(6, '0')}`));
}

/** A rate changes at Rome midnight. */
const midnight = (text: string): number => romeInstant(text as RomeDate).getTime();
