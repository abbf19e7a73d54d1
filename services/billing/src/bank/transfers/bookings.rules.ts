/**
 * When two statements tell of the same money. Banks tell a booking several times (intraday, end of day, notifications, exports
 * that overlap), each time with other references of it or none; and they tell of payments that are alike and are two.
 */

/**
 * What a bank calls a booking. `entry` and `transaction`: its own reference (AcctSvcrRef) of either; `batch`: that of an entry
 * which holds other transactions too. NtryRef is none of them: at some banks it is a serial number of the statement.
 */
export const REFERENCE_KINDS = ['entry', 'transaction', 'uetr', 'tx_id', 'end_to_end', 'instruction', 'batch'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];
export type References = Readonly<Partial<Record<ReferenceKind, string>>>;

/** Given by banks, once; the others are given by payers, whose software may use them again. */
const BY_BANKS: readonly ReferenceKind[] = ['entry', 'transaction', 'uetr', 'tx_id'];
const BY_PAYERS: readonly ReferenceKind[] = ['end_to_end', 'instruction'];

/** A booking as one statement tells it. */
export interface Sighting {
  readonly account: string;
  /** In cents of its currency. */
  readonly amountCents: number;
  readonly currency: string;
  readonly bookedOn: string;
  /** The entry names no day: it is the statement's. */
  readonly isDayAssumed?: boolean;
  readonly refs: References;
  readonly debtorName?: string;
  readonly debtorIban?: string;
  /** What the payer wrote. */
  readonly text: string;
  /** RF references (ISO 11649) of payers found in it. */
  readonly references: readonly string[];
}

/** A booking as it is known, from all that told it. */
export interface Booking extends Sighting {
  readonly _id: string;
  /** Where it was told: `<statement>/<place>`. */
  readonly told: readonly string[];
  /** It may be another one told again, and waits for staff because of that. */
  readonly isDoubtful?: boolean;
}

/** `unclear`: nobody but people can tell. */
export type Likeness = 'same' | 'other' | 'unclear';

const words = (text: string): string[] =>
  text
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const joined = (text: string): string => words(text).join('');

function agreeing(one: Sighting, other: Sighting, kinds: readonly ReferenceKind[]): ReferenceKind[] {
  return kinds.filter((kind) => one.refs[kind] !== undefined && one.refs[kind] === other.refs[kind]);
}
const differing = (one: Sighting, other: Sighting, kinds: readonly ReferenceKind[]): boolean =>
  kinds.some(
    (kind) => one.refs[kind] !== undefined && other.refs[kind] !== undefined && one.refs[kind] !== other.refs[kind],
  );

/** A bank may give its reference at the entry in one message and at its only transaction in another. */
const isAcross = (one: Sighting, other: Sighting): boolean =>
  (one.refs.entry !== undefined && one.refs.entry === other.refs.transaction) ||
  (one.refs.transaction !== undefined && one.refs.transaction === other.refs.entry);

/** What the two say of payer and purpose that cannot be of one payment. */
function contradiction(one: Sighting, other: Sighting): 'payer' | 'contract' | 'text' | undefined {
  if (one.debtorIban && other.debtorIban && one.debtorIban !== other.debtorIban) return 'payer';
  const names = words(one.debtorName ?? '');
  const others = words(other.debtorName ?? '');
  if (names.length > 0 && others.length > 0 && !names.some((name) => others.includes(name))) return 'payer';
  if (
    one.references.length > 0 &&
    other.references.length > 0 &&
    !one.references.some((reference) => other.references.includes(reference))
  )
    return 'contract';
  const [text, otherText] = [joined(one.text), joined(other.text)];
  return text.includes(otherText) || otherText.includes(text) ? undefined : 'text';
}

const isReferenceless = ({ refs }: Sighting): boolean =>
  Object.values(refs).every((reference) => reference === undefined);

/**
 * Whether two sightings, of two statements, are one booking. Any reference that differs makes them two, and so does another
 * amount or day; one that is the same makes them one, if what else is known may be of one payment.
 */
export function likeness(one: Sighting, other: Sighting): Likeness {
  if (one.account !== other.account || one.amountCents !== other.amountCents || one.currency !== other.currency)
    return 'other';
  if (one.bookedOn !== other.bookedOn && !one.isDayAssumed && !other.isDayAssumed) return 'other';
  const byBanks = agreeing(one, other, BY_BANKS).length > 0 || isAcross(one, other);
  const against = contradiction(one, other);
  // A payment has one UETR for ever; with another reference it may have come back and be sent again.
  if (differing(one, other, [...BY_BANKS, ...BY_PAYERS]))
    return agreeing(one, other, ['uetr']).length > 0 ? 'unclear' : 'other';
  if (byBanks) return against === 'payer' ? 'unclear' : 'same';
  if (agreeing(one, other, BY_PAYERS).length > 0)
    return against === 'payer' || against === 'contract' ? 'other' : against ? 'unclear' : 'same';
  if (differing(one, other, ['batch'])) return 'other';
  if (agreeing(one, other, ['batch']).length > 0) return against ? 'other' : 'same';
  if (against === 'payer' || against === 'contract') return 'other';
  if (!against) return 'unclear';
  // The same kind of message words a payment the same way; another kind may word it anew.
  const isReworded =
    one.references.length > 0 && other.references.length > 0 && !(isReferenceless(one) && isReferenceless(other));
  return isReworded ? 'unclear' : 'other';
}

/**
 * What a sighting is. `known`: told before; what else was doubtful and turns out to be that booking is `settled`. `doubtful`: it
 * may be `like` told again. Nobody takes money that is doubtful for new, nor for told.
 */
export type Verdict<B extends Booking = Booking> =
  | { readonly is: 'known'; readonly booking: B; readonly settled: readonly B[] }
  | { readonly is: 'doubtful'; readonly like: B }
  | { readonly is: 'new' };

const statementOf = (place: string): string => place.slice(0, place.lastIndexOf('/'));
const isToldIn = ({ told }: Booking, statement: string): boolean =>
  told.some((place) => statementOf(place) === statement);

/** How much speaks for it that the two are one: what shares more references, then more words, is told again. */
function closeness(one: Sighting, other: Sighting): number {
  const shared = agreeing(one, other, REFERENCE_KINDS).length + (isAcross(one, other) ? 1 : 0);
  return shared * 4 + (joined(one.text) === joined(other.text) ? 2 : 0) + (one.debtorIban === other.debtorIban ? 1 : 0);
}

/**
 * Judges a sighting by what is known of its account and amount. Within one statement twice the same is twice money: what it
 * has told at another place is not told again.
 */
export function judge<B extends Booking>(sighting: Sighting, place: string, known: readonly B[]): Verdict<B> {
  const told = known.find((booking) => booking.told.includes(place));
  if (told) return { is: 'known', booking: told, settled: [] };
  const free = known.filter((booking) => !isToldIn(booking, statementOf(place)));
  const byCloseness = (one: B, other: B): number =>
    closeness(sighting, other) - closeness(sighting, one) ||
    Number(one.isDoubtful ?? false) - Number(other.isDoubtful ?? false) ||
    (one._id < other._id ? -1 : 1);
  const same = free.filter((booking) => likeness(sighting, booking) === 'same').sort(byCloseness);
  const [booking] = same;
  if (booking)
    return {
      is: 'known',
      booking,
      settled: same.filter((other) => other !== booking && other.isDoubtful && isSettledBy(sighting, booking, other)),
    };
  const like = free.filter((each) => likeness(sighting, each) === 'unclear').sort(byCloseness)[0];
  return like ? { is: 'doubtful', like } : { is: 'new' };
}

/** The sighting has a reference of both, so they are one; unless one statement told both. */
function isSettledBy(sighting: Sighting, booking: Booking, doubtful: Booking): boolean {
  const isShared = agreeing(sighting, doubtful, [...BY_BANKS, ...BY_PAYERS]).length > 0 || isAcross(sighting, doubtful);
  return isShared && !doubtful.told.some((place) => isToldIn(booking, statementOf(place)));
}

/** What is known of a booking once more was told of it. */
export const withSighting = <B extends Booking>(booking: B, sighting: Sighting, place: string): B => ({
  ...booking,
  ...(booking.isDayAssumed && !sighting.isDayAssumed ? { bookedOn: sighting.bookedOn, isDayAssumed: false } : {}),
  refs: { ...sighting.refs, ...booking.refs },
  told: booking.told.includes(place) ? booking.told : [...booking.told, place],
  debtorName: booking.debtorName ?? sighting.debtorName,
  debtorIban: booking.debtorIban ?? sighting.debtorIban,
  text: booking.text || sighting.text,
  references: booking.references.length > 0 ? booking.references : sighting.references,
});
