import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import { parse } from 'csv-parse/sync';
import { isRomeDate, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { micros, type Micros } from '#libs/money/money.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import { RateDeck, type Rate } from './rating.rules.js';

/** Where the rate deck is read from when the process starts. */
class RateDeckConfig {
  /** A CSV file with the columns of the one that comes with the platform; prices are net euro. */
  @IsString() RATE_DECK_FILE = fileURLToPath(new URL('rate-deck.csv', import.meta.url));
}

/** The rate deck in force, proven when the process starts. */
@Injectable()
export class Rates {
  readonly deck: RateDeck = parseRateDeck(readFileSync(readConfig(RateDeckConfig).RATE_DECK_FILE, 'utf8'));
}

/** Reads and proves a rate deck. @throws ConfigError naming the row that is wrong. */
export function parseRateDeck(csv: string): RateDeck {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, trim: true }) as Record<string, string>[];
  try {
    return new RateDeck(rows.map(rateOf));
  } catch (error) {
    throw new ConfigError([`rate deck: ${(error as Error).message}`]);
  }
}

function rateOf(row: Record<string, string>): Rate {
  const { prefix = '', destination = '', flat, from = '', to } = row;
  return {
    prefix, destination, flat: flat === 'yes', perMinute: euro(row.per_minute_eur, prefix), setup: euro(row.setup_eur, prefix),
    firstSeconds: Number(row.first_seconds), stepSeconds: Number(row.step_seconds), from: midnight(from, prefix), ...(to ? { to: midnight(to, prefix) } : {}),
  };
}

/** Euro with up to six decimals, exactly. */
function euro(text: string | undefined, prefix: string): Micros {
  const parts = /^(\d{1,4})(?:\.(\d{1,6}))?$/.exec(text ?? '');
  if (!parts) throw new RangeError(`prefix ${prefix} has a price that is not euro: ${text}`);
  return micros(Number(`${parts[1]}${(parts[2] ?? '').padEnd(6, '0')}`));
}

/** A rate changes at Rome midnight. */
function midnight(day: string, prefix: string): number {
  if (!isRomeDate(day)) throw new RangeError(`prefix ${prefix} has a date that is not YYYY-MM-DD: ${day}`);
  return romeInstant(day as RomeDate).getTime();
}
