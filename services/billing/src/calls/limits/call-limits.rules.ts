import type { CallRefusal, CallSettingsState } from '#libs/api/billing/call-limits.js';
import { InvalidInput, type Text } from '#libs/api/kernel/domain-error.js';
import { cents, roundMicros, micros, splitGross, sum, vatOn, ZERO, type Cents } from '#libs/money/money.js';
import type { CallSettings } from './call-settings.schema.js';

/** A class of destinations, as it is declared. */
interface Declared {
  readonly code: string;
  readonly closed: boolean;
}
/** What calls of a Rome day cost, net, in millionths of a euro. */
export interface CostOfDay {
  readonly day: string;
  readonly netMicros: number;
}
export type Caps = Pick<CallSettings, 'dailyCapCents' | 'monthlyCapCents'>;

const MICROS_A_CENT = 10_000;
/** As much of a cent as still rounds down to nothing. */
const ROUNDS_DOWN = MICROS_A_CENT / 2 - 1;

/** Nothing was set yet: each class as declared, no limit, called numbers without their last digits (R28). */
export const unset = (contractId: string, customerId: string): CallSettings => ({
  _id: contractId,
  customerId,
  opened: [],
  closed: [],
  clearNumbers: false,
  version: 0,
});

/** Whether calls to a class may start (R27). */
export const isOpen = (
  { opened, closed }: Pick<CallSettings, 'opened' | 'closed'>,
  { code, closed: byDefault }: Declared,
): boolean => (byDefault ? opened.includes(code) : !closed.includes(code));

/** What differs from the declared classes when exactly these are to be open. @throws InvalidInput naming a class that does not exist. */
export function overrides(
  classes: readonly Declared[],
  openClasses: readonly string[],
): Pick<CallSettings, 'opened' | 'closed'> {
  const unknown = openClasses.filter((code) => !classes.some((each) => each.code === code));
  if (unknown.length > 0) {
    const known = classes.map(({ code }) => code).join(', ');
    throw new InvalidInput([
      {
        field: 'openClasses',
        text: {
          it: `${unknown.join(', ')} non esiste: scegli tra ${known}`,
          en: `${unknown.join(', ')} does not exist: choose among ${known}`,
        },
      },
    ]);
  }
  return {
    opened: classes.filter(({ code, closed }) => closed && openClasses.includes(code)).map(({ code }) => code),
    closed: classes.filter(({ code, closed }) => !closed && !openClasses.includes(code)).map(({ code }) => code),
  };
}

/** Settings as they are shown and kept in their history. */
export const stateOf = (classes: readonly Declared[], settings: CallSettings): CallSettingsState => {
  const { ceilingPerMinuteCents, dailyCapCents, monthlyCapCents, clearNumbers } = settings;
  return {
    openClasses: classes.filter((each) => isOpen(settings, each)).map(({ code }) => code),
    calledNumbers: clearNumbers ? 'clear' : 'masked',
    ...(ceilingPerMinuteCents === undefined ? {} : { ceilingPerMinuteCents }),
    ...(dailyCapCents === undefined ? {} : { dailyCapCents }),
    ...(monthlyCapCents === undefined ? {} : { monthlyCapCents }),
  };
};

/** What days come to with VAT, as the ledger rounds them: once a day. */
export const grossOf = (days: readonly CostOfDay[], vatBasisPoints: number): Cents =>
  sum(days.map(({ netMicros }) => vatOn(roundMicros(micros(netMicros)), vatBasisPoints).gross));

/** The most that a day may cost, net, in millionths, so that with VAT it is posted as no more than this. */
export function netWithin(gross: Cents, vatBasisPoints: number): number {
  if (gross <= 0) return 0;
  let net = splitGross(gross, vatBasisPoints).net;
  while (net > 0 && vatOn(net, vatBasisPoints).gross > gross) net = cents(net - 1);
  return net * MICROS_A_CENT + ROUNDS_DOWN;
}

/**
 * What calls that begin on a day may still cost under the caps, net, in millionths; Infinity without any. `days`: what the
 * days of the month have cost, and is kept for calls in progress.
 */
export function roomOn(
  day: string,
  { dailyCapCents, monthlyCapCents }: Caps,
  days: readonly CostOfDay[],
  vatBasisPoints: number,
): number {
  if (dailyCapCents === undefined && monthlyCapCents === undefined) return Infinity;
  const spent = days.filter((each) => each.day === day).reduce((total, { netMicros }) => total + netMicros, 0);
  const before = new Map<string, number>();
  for (const each of days) if (each.day !== day) before.set(each.day, (before.get(each.day) ?? 0) + each.netMicros);
  const others = grossOf(
    [...before].map(([other, netMicros]) => ({ day: other, netMicros })),
    vatBasisPoints,
  );
  const left = Math.min(dailyCapCents ?? Infinity, monthlyCapCents === undefined ? Infinity : monthlyCapCents - others);
  return netWithin(left <= 0 ? ZERO : cents(left), vatBasisPoints) - spent;
}

/** Whether the first minute costs more, with VAT, than a customer allows. */
export const isOverCeiling = (
  firstMinuteNetMicros: number,
  ceilingCents: number | undefined,
  vatBasisPoints: number,
): boolean =>
  ceilingCents !== undefined &&
  firstMinuteNetMicros * (10_000 + vatBasisPoints) > ceilingCents * MICROS_A_CENT * 10_000;

/** Why a call was refused, for its customer, and what can be done. */
export const REFUSAL_TEXTS: Readonly<Record<CallRefusal, Text>> = {
  credit: {
    it: 'Il credito non bastava per la chiamata: ricarica e riprova.',
    en: 'There was not enough credit for the call: top up and try again.',
  },
  barred: {
    it: 'Le chiamate a questa classe di destinazioni sono chiuse: puoi aprirla nei limiti delle chiamate.',
    en: 'Calls to this class of destinations are closed: you can open it in your call limits.',
  },
  suspended: {
    it: 'Le chiamate in uscita sono sospese per un debito: pagalo e riprova.',
    en: 'Outgoing calls are suspended for a debt: pay it and try again.',
  },
  ended: { it: 'Il contratto non è attivo.', en: 'The contract is not active.' },
  cap: {
    it: 'Hai raggiunto il tetto di spesa del giorno o del mese: puoi alzarlo nei limiti delle chiamate.',
    en: 'Your cap of the day or of the month is reached: you can raise it in your call limits.',
  },
  ceiling: {
    it: 'La chiamata costa al minuto più del massimo che hai scelto: puoi alzarlo nei limiti delle chiamate.',
    en: 'The call costs more a minute than the most you chose: you can raise it in your call limits.',
  },
  unknown: {
    it: 'Il numero non è raggiungibile: controlla che sia scritto bene.',
    en: 'The number cannot be reached: check that it is written right.',
  },
};
