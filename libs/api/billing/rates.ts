import { NumberWithoutRate } from '#libs/api/errors/billing/traffic.errors.js';
import { DIALLED } from '#libs/italy/dialled-number.js';
import { ANYONE } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { Count, Flag, Nested, Text } from '../kernel/fields.js';

/** A number that can be called. */
export const CALLED = {
  min: 3,
  max: 16,
  pattern: DIALLED,
  example: '+442079460000',
  description: 'Called number: E.164 with its +, or a short number such as 112 or 1518',
  patternText: {
    it: 'deve essere un numero in formato E.164, per esempio +393351234567, o un numero breve come 112 o 1518',
    en: 'must be an E.164 number such as +393351234567, or a short number such as 112 or 1518',
  },
};
const micros = (description: string): PropertyDecorator => Count({ max: Number.MAX_SAFE_INTEGER, description });

export class RateOf {
  @Text(CALLED) number!: string;
}
/** A price in millionths of a euro: 15000 is 1.5 cents. */
export class CallPrice {
  @micros('Net') netMicros!: number;
  @micros('VAT on it') vatMicros!: number;
  @micros('With VAT') grossMicros!: number;
}
/** What a call to a number costs that begins now. */
export class CallRate {
  @Text() number!: string;
  @Text({ example: 'United Kingdom' }) destination!: string;
  @Text({ description: 'Code of the class that it is opened and closed with', example: 'international' })
  destinationClass!: string;
  @Text() className!: string;
  @Count({ description: 'VAT rate in hundredths of a percent: 2200 is 22 %' }) vatBasisPoints!: number;
  @Nested(() => CallPrice, { description: 'A minute' }) perMinute!: CallPrice;
  @Nested(() => CallPrice, { description: 'Once for an answered call' }) connection!: CallPrice;
  @Count({ description: 'Seconds charged at least for an answered call' }) firstSeconds!: number;
  @Count({ description: 'Beyond those, seconds are charged in steps of this many' }) stepSeconds!: number;
  @Flag({ description: 'Whether the FLAT allowance covers it' }) includedInFlat!: boolean;
  @Flag({ description: 'Whether such calls are refused until the customer opens their class (R27)' })
  closedByDefault!: boolean;
}

export const billingRatesRpc = {
  /** The price in force now, in the caller's language; refused with `number_without_rate` where there is none. */
  rateOf: rpc('billing.rates.of-number', RateOf, CallRate, { callers: ANYONE, errors: [NumberWithoutRate] }),
} as const;
