import { add, cents, negate, splitGross, subtract, sum, vatOn, ZERO, type Cents } from '#libs/money/money.js';
import type { InvoicingBasis } from '../../pricing/catalogue/catalogue.rules.js';
import type { LedgerEntry } from './entry.schema.js';
import type { Posting } from './ledger.rules.js';

/** R24: what is invoiced at a time, and the VAT in basis points that is paid on top of credit (zero where credit holds it). */
export interface CreditTerms {
  readonly basis: InvoicingBasis;
  readonly vatBasisPoints: number;
}

/** What an account brings to a payment. */
interface Carried {
  /** The part of a debt whose VAT is settled already, in cents: it is paid as it is. */
  readonly debtAsIsCents?: number;
  /** See `roundingOf`. */
  readonly vatRounding?: number;
}

/** What an entry is invoiced for by itself (negative: credited), in cents: it is kept as `details.vat`. */
export interface VatPart {
  readonly netCents: Cents;
  readonly vatBasisPoints: number;
  readonly vatCents: Cents;
}

/** Credit of one entry that came in: a top-up as it was invoiced, or credit without VAT (rate zero). Taken back, it is kept in `details.credits`. */
export interface Layer extends VatPart {
  readonly entryId: string;
}

/** Money as credit: a debt as it is first, then net and VAT. */
export interface MoneySplit {
  readonly asIs: Cents;
  readonly net: Cents;
  readonly vat: Cents;
}

const least = (...amounts: Cents[]): Cents => cents(Math.min(...amounts));
const debtAsIs = ({ debtAsIsCents = 0 }: Carried): Cents => cents(debtAsIsCents);
const grossOf = ({ netCents, vatCents }: VatPart): Cents => add(netCents, vatCents);
/** SdI takes VAT that is a cent from its rate (control 00421): no part of an amount may be further. */
const TOLERANCE_CENTS = 1;

/** Whether a document asks for money, and does not give it back; of a payment of one cent, net may be none. */
export const isInvoiced = (part: VatPart): boolean => grossOf(part) > 0;

/** Of VAT: a cent has so many parts, and what is below a half of it is rounded off. */
const PARTS = 10_000;
const HALF = 5_000;
const wholes = (parts: number, of: number): number => cents(parts - (parts % of)) / of;

/**
 * How far VAT is beyond its rate because it is in cents: positive or negative, in ten-thousandths of a cent. Summed over the documents of a contract, it is
 * what its next payment rounds with, so that payments come to what one of their sum would have come to.
 */
export const roundingOf = ({ netCents, vatBasisPoints, vatCents }: VatPart): number =>
  cents(vatCents * PARTS - netCents * vatBasisPoints);

/** That of an account once an entry is booked; undefined for none. */
export const roundedWith = (
  { vatRounding = 0 }: Carried,
  { details }: { readonly details: LedgerEntry['details'] },
): { vatRounding: number | undefined } => ({
  vatRounding: vatRounding + (details.vat ? roundingOf(details.vat as VatPart) : 0) || undefined,
});

/** What payments leave is within these bounds; money that went back may have left more, and no document takes more than this of it. */
const roundingIn = ({ vatRounding = 0 }: Carried, vatBasisPoints: number): number =>
  Math.min(Math.max(vatRounding, 1 - HALF), HALF + vatBasisPoints);

/** The least to pay for so much net credit, in cents with VAT: net + VAT rounded half up where nothing was rounded before. */
const priceOf = (net: Cents, account: Carried, vatBasisPoints: number): Cents =>
  cents(wholes(net * (PARTS + vatBasisPoints) - HALF - roundingIn(account, vatBasisPoints), PARTS) + 1);

/** What to pay for so much more credit, in cents with VAT; zero for none. Paid in any number of parts, `creditFor` gives exactly that credit, and less for a cent less. */
export function toPay(missing: Cents, account: Carried, { vatBasisPoints }: CreditTerms): Cents {
  if (missing <= 0) return ZERO;
  const asIs = least(missing, debtAsIs(account));
  const net = subtract(missing, asIs);
  return net === 0 ? asIs : add(asIs, priceOf(net, account, vatBasisPoints));
}

/** The credit that a payment becomes: the most that it pays for. Its parts sum to what was paid. */
export function creditFor(paid: Cents, account: Carried, { vatBasisPoints }: CreditTerms): MoneySplit {
  const asIs = least(paid, debtAsIs(account));
  const taxed = subtract(paid, asIs);
  const parts = taxed * PARTS + roundingIn(account, vatBasisPoints) + HALF;
  const net = cents(wholes(parts - 1, PARTS + vatBasisPoints));
  return { asIs, net, vat: subtract(taxed, net) };
}

/** What the debt as it is comes to once credit stands at `balance`: never more than the debt. */
export const debtAsIsAt = (balance: Cents, account: Carried): Cents =>
  least(debtAsIs(account), cents(Math.max(-balance, 0)));

/** The credit that is left to give back of a contract in `top_up`, oldest first: every top-up less what was credited of it. */
export function layersOf(
  entries: readonly Pick<LedgerEntry, '_id' | 'basis' | 'creditCents' | 'postings' | 'details'>[],
): Layer[] {
  const layers = new Map<string, Layer>();
  for (const { _id: entryId, basis, creditCents, postings, details } of entries) {
    const { vat, credits = [] } = details as { vat?: VatPart; credits?: Layer[] };
    for (const part of credits) {
      const left = layers.get(part.entryId);
      if (left)
        layers.set(part.entryId, {
          ...left,
          netCents: subtract(left.netCents, part.netCents),
          vatCents: subtract(left.vatCents, part.vatCents),
        });
    }
    if (vat && isInvoiced(vat) && basis === 'top_up') layers.set(entryId, { entryId, ...vat });
    // What only undoes a charge was credit before; what was booked in `consumption` became a top-up at the switch.
    const isGift =
      !vat && basis === 'top_up' && creditCents > 0 && !postings.some(({ account }) => account === 'revenue');
    if (isGift) layers.set(entryId, { entryId, netCents: cents(creditCents), vatBasisPoints: 0, vatCents: ZERO });
    const isGiftBack =
      !vat && basis === 'top_up' && creditCents < 0 && postings.some(({ account }) => account === 'adjustments');
    if (isGiftBack)
      for (const layer of giftsLess([...layers.values()], cents(-creditCents))) layers.set(layer.entryId, layer);
  }
  return [...layers.values()].filter(({ netCents, vatCents }) => netCents > 0 || vatCents > 0);
}

/** What was given, the newest first, once so much of it is taken back: no top-up loses its VAT by it. */
function giftsLess(layers: readonly Layer[], amount: Cents): Layer[] {
  let missing = amount;
  return layers
    .toReversed()
    .filter(({ vatBasisPoints }) => vatBasisPoints === 0)
    .map((layer) => {
      const part = least(missing, layer.netCents);
      missing = subtract(missing, part);
      return { ...layer, netCents: subtract(layer.netCents, part) };
    });
}

/**
 * Which layers so much net credit is left of: the newest, since credit is used oldest first. What is left of a layer keeps the
 * VAT of its net, so parts are as exact as the whole and never come to more than it. Beyond all layers there is no VAT.
 */
export function residualOf(layers: readonly Layer[], net: Cents): Layer[] {
  const taken: Layer[] = [];
  let missing = net;
  for (const layer of layers.toReversed()) {
    const part = least(missing, layer.netCents);
    // Of a payment of one cent all may be VAT.
    if (missing === 0 || (part === 0 && layer.vatCents === 0)) continue;
    taken.push({ ...layer, netCents: part, vatCents: part === layer.netCents ? layer.vatCents : vatOff(layer, part) });
    missing = subtract(missing, part);
  }
  return taken;
}

/** The VAT of a part of a net: what stays keeps the VAT of its net. */
function vatOff({ netCents, vatBasisPoints, vatCents }: VatPart, part: Cents): Cents {
  const kept = vatOn(subtract(netCents, part), vatBasisPoints).vat;
  const exact = vatOn(part, vatBasisPoints).vat;
  const within = Math.min(Math.max(vatCents - kept, exact - TOLERANCE_CENTS), exact + TOLERANCE_CENTS);
  return cents(Math.min(Math.max(within, 0), vatCents));
}

/** Net and VAT of a part, with VAT, of an amount: what stays is split as a whole, so that parts never take more than there is and stay within a cent of the rate. */
export function splitOff(whole: VatPart, part: Cents): { netCents: Cents; vatCents: Cents } {
  const left = splitGross(subtract(grossOf(whole), part), whole.vatBasisPoints);
  const wanted = subtract(whole.netCents, left.net);
  const isOff = vatOn(wanted, whole.vatBasisPoints).vat - subtract(part, wanted);
  const within = wanted - (Math.abs(isOff) > TOLERANCE_CENTS ? Math.sign(isOff) : 0);
  const netCents = cents(Math.min(Math.max(within, part - whole.vatCents, 0), part, whole.netCents));
  return { netCents, vatCents: subtract(part, netCents) };
}

/** Money with VAT that is taken back out of invoiced layers, the first of the list first; `asIs` is what they do not reach. */
export function takenBackOf(layers: readonly Layer[], money: Cents): { taken: Layer[]; asIs: Cents } {
  const taken: Layer[] = [];
  let missing = money;
  for (const layer of layers) {
    const part = least(missing, grossOf(layer));
    if (part <= 0 || layer.vatBasisPoints === 0) continue;
    taken.push({ ...layer, ...splitOff(layer, part) });
    missing = subtract(missing, part);
  }
  return { taken, asIs: missing };
}

/** What layers come to together, turned into what is credited; undefined where none of them had VAT. */
export function creditedVat(taken: readonly Layer[], vatBasisPoints: number): VatPart | undefined {
  const invoiced = taken.filter((layer) => layer.vatBasisPoints > 0);
  if (invoiced.length === 0) return undefined;
  return {
    netCents: negate(sum(invoiced.map(({ netCents }) => netCents))),
    vatBasisPoints,
    vatCents: negate(sum(invoiced.map(({ vatCents }) => vatCents))),
  };
}

/** What an entry puts on invoices, or credits: what it is invoiced for by itself, or the lines of a charge that carries its VAT. */
export function vatPartsOf({ details }: Pick<LedgerEntry, 'details'>): VatPart[] {
  const { vat, credits, lines = [] } = details as { vat?: VatPart; credits?: Layer[]; lines?: VatPart[] };
  if (vat && credits)
    return credits
      .filter(({ vatBasisPoints }) => vatBasisPoints > 0)
      .map((part) => ({ ...part, netCents: negate(part.netCents), vatCents: negate(part.vatCents) }));
  if (vat) return [vat];
  // By the lines, not by the basis of the day: what takes a charge back carries what the charge carried.
  return lines.filter(({ vatBasisPoints }) => vatBasisPoints > 0);
}

/** What turns credit, or a debt, of one basis into that of the other: nothing where no VAT is in question. */
export interface Conversion {
  readonly postings: readonly Posting[];
  readonly vat?: VatPart;
  readonly credits?: readonly Layer[];
  /** The part of the debt that is paid as it is from then on. */
  readonly debtAsIsCents?: Cents;
}

/** Postings that move VAT into credit (positive) or out of it; `given` is credit at our own cost. */
const vatPostings = (vat: Cents, given: Cents = ZERO): Posting[] => [
  { account: 'customer_credit', amountCents: add(vat, given) },
  { account: 'output_vat', amountCents: negate(vat) },
  ...(given === 0 ? [] : [{ account: 'adjustments' as const, amountCents: negate(given) }]),
];

/** Gross credit that becomes net: its VAT is invoiced. A debt was invoiced with its charges, and stays as it is. */
export function toNet(balance: Cents, { vatRounding }: Carried, terms: CreditTerms): Conversion {
  if (balance < 0) return { postings: [], debtAsIsCents: negate(balance) };
  if (balance === 0) return { postings: [] };
  const { net, vat } = creditFor(balance, { vatRounding: vatRounding ?? 0 }, terms);
  const { vatBasisPoints } = terms;
  return { postings: vatPostings(negate(vat)), vat: { netCents: net, vatBasisPoints, vatCents: vat } };
}

/**
 * Net credit that becomes gross: the VAT of the top-ups it is left of is credited; credit that had none keeps what it can buy.
 * A net debt is of charges that were never taxed: they are invoiced, at what it would have been paid with.
 */
export function toGross(
  balance: Cents,
  account: Carried,
  layers: readonly Layer[],
  vatBasisPoints: number,
): Conversion {
  if (balance < 0) {
    const net = subtract(negate(balance), debtAsIs(account));
    if (net <= 0) return { postings: [] };
    const vatCents = subtract(priceOf(net, account, vatBasisPoints), net);
    return { postings: vatPostings(negate(vatCents)), vat: { netCents: net, vatBasisPoints, vatCents } };
  }
  const credits = residualOf(layers, balance);
  const vat = creditedVat(credits, vatBasisPoints);
  const back = negate(vat?.vatCents ?? ZERO);
  const gift = subtract(balance, negate(vat?.netCents ?? ZERO));
  const given = vatOn(gift, vatBasisPoints).vat;
  return { postings: vat || given > 0 ? vatPostings(back, given) : [], ...(vat ? { vat } : {}), credits };
}
