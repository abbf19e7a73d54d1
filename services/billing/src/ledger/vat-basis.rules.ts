import { add, cents, negate, splitGross, subtract, sum, vatOn, ZERO, type Cents } from '#libs/money/money.js';
import type { InvoicingBasis } from '../catalogue/catalogue.rules.js';
import type { LedgerEntry } from './entry.schema.js';
import type { Posting } from './ledger.rules.js';

/** R24: what is invoiced at a time, and the VAT in basis points that is paid on top of credit (zero where credit holds it). */
export interface CreditTerms {
  readonly basis: InvoicingBasis;
  readonly vatBasisPoints: number;
}

/** The part of a debt whose VAT is settled already, in cents: it is paid as it is. */
interface Owing {
  readonly debtAsIsCents?: number;
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
const debtAsIs = ({ debtAsIsCents = 0 }: Owing): Cents => cents(debtAsIsCents);
const grossOf = ({ netCents, vatCents }: VatPart): Cents => add(netCents, vatCents);

/** What to pay for so much more credit, in cents with VAT; zero for none. Paid exactly, `creditFor` gives exactly that credit. */
export function toPay(missing: Cents, account: Owing, { vatBasisPoints }: CreditTerms): Cents {
  if (missing <= 0) return ZERO;
  const asIs = least(missing, debtAsIs(account));
  return add(asIs, vatOn(subtract(missing, asIs), vatBasisPoints).gross);
}

/** The credit that a payment becomes: its parts sum to what was paid. */
export function creditFor(paid: Cents, account: Owing, { vatBasisPoints }: CreditTerms): MoneySplit {
  const asIs = least(paid, debtAsIs(account));
  const { net, vat } = splitGross(subtract(paid, asIs), vatBasisPoints);
  return { asIs, net, vat };
}

/** What the debt as it is comes to once credit stands at `balance`: never more than the debt. */
export const debtAsIsAt = (balance: Cents, account: Owing): Cents =>
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
    if (vat && vat.netCents > 0 && basis === 'top_up') layers.set(entryId, { entryId, ...vat });
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
    if (part <= 0) continue;
    const kept = vatOn(subtract(layer.netCents, part), layer.vatBasisPoints).vat;
    const vatCents = part === layer.netCents ? layer.vatCents : cents(Math.max(layer.vatCents - kept, 0));
    taken.push({ ...layer, netCents: part, vatCents });
    missing = subtract(missing, part);
  }
  return taken;
}

/** Net and VAT of a part, with VAT, of an amount: what stays is split as a whole, so that parts never take more than there is and stay within a cent of the rate. */
export function splitOff(whole: VatPart, part: Cents): { netCents: Cents; vatCents: Cents } {
  const left = splitGross(subtract(grossOf(whole), part), whole.vatBasisPoints);
  const netCents = cents(Math.min(Math.max(whole.netCents - left.net, part - whole.vatCents, 0), part));
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
export function toNet(balance: Cents, { vatBasisPoints }: CreditTerms): Conversion {
  if (balance < 0) return { postings: [], debtAsIsCents: negate(balance) };
  if (balance === 0) return { postings: [] };
  const { net, vat } = splitGross(balance, vatBasisPoints);
  return { postings: vatPostings(negate(vat)), vat: { netCents: net, vatBasisPoints, vatCents: vat } };
}

/**
 * Net credit that becomes gross: the VAT of the top-ups it is left of is credited; credit that had none keeps what it can buy.
 * A net debt is of charges that were never taxed: they are invoiced.
 */
export function toGross(balance: Cents, account: Owing, layers: readonly Layer[], vatBasisPoints: number): Conversion {
  if (balance < 0) {
    const untaxed = subtract(negate(balance), debtAsIs(account));
    if (untaxed <= 0) return { postings: [] };
    const { net, vat } = vatOn(untaxed, vatBasisPoints);
    return { postings: vatPostings(negate(vat)), vat: { netCents: net, vatBasisPoints, vatCents: vat } };
  }
  const credits = residualOf(layers, balance);
  const vat = creditedVat(credits, vatBasisPoints);
  const back = negate(vat?.vatCents ?? ZERO);
  const gift = subtract(balance, negate(vat?.netCents ?? ZERO));
  const given = vatOn(gift, vatBasisPoints).vat;
  return { postings: vat || given > 0 ? vatPostings(back, given) : [], ...(vat ? { vat } : {}), credits };
}
