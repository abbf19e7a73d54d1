import { NothingToChange } from '#libs/api/errors/billing/changes.errors.js';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { nextPeriod, type Period, type RomeDate } from '#libs/italy/rome-time.js';
import type { ScheduledServices, ServiceItem } from '../../account/account.schema.js';
import { completeServices, productOf, type CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import { priceLine, type PricedLine, type Span } from '../../pricing/quotes/pricing.rules.js';

export type ChangeKind = 'upgrade' | 'downgrade' | 'withdrawal' | 'exchange';

/** One product that changes. */
export interface Step {
  readonly product: string;
  readonly kind: ChangeKind;
  readonly fromQuantity: number;
  readonly toQuantity: number;
  readonly effectiveOn: RomeDate;
}

/** What a contract has: today, and from the next 1st on. */
export interface Standing {
  readonly now: readonly ServiceItem[];
  readonly next: readonly ServiceItem[];
}

/** A priced plan: the services it leads to, why, and what is charged at once. */
export interface Plan extends Standing {
  readonly steps: readonly Step[];
  readonly lines: readonly PricedLine[];
}

export interface PlanInput {
  readonly version: CatalogueVersion;
  readonly standing: Standing;
  /** Products not named stay as they will be from the next 1st on; zero removes one. */
  readonly wanted: readonly ServiceItem[];
  readonly today: RomeDate;
  /** The part of the month that an upgrade is charged for. */
  readonly span: Span;
}

type Quantities = ReadonlyMap<string, number>;
const quantitiesOf = (services: readonly ServiceItem[]): Map<string, number> =>
  new Map(services.map(({ product, quantity }) => [product, quantity]));
const has = (quantities: Quantities, product: string): number => quantities.get(product) ?? 0;

/**
 * Plans a change of services. More of a product is an upgrade: at once, and charged for the rest of the month (R9). Less
 * is a downgrade: from the next 1st on, nothing is given back (R10). What was downgraded this month and is wanted again
 * costs nothing: it is paid for already. In an exclusive group a dearer or equal product replaces the present one at once
 * for the difference, a cheaper one from the next 1st on.
 * @throws InvalidInput when the catalogue does not allow it, NothingToChange.
 */
export function planChange(input: PlanInput): Plan {
  const { version, standing, wanted } = input;
  const target = quantitiesOf(targetOf(version, standing.next, wanted));
  const now = quantitiesOf(standing.now);
  const next = quantitiesOf(standing.next);
  const steps: Step[] = [];
  const lines: PricedLine[] = [];
  const after = new Map(now);
  for (const { code, group } of version.products) {
    if (group) continue;
    planQuantity(input, code, [has(now, code), has(next, code), has(target, code)], steps, lines);
    after.set(code, Math.max(has(now, code), has(target, code)));
  }
  for (const group of Object.keys(version.groups)) planGroup(input, group, [now, next, target], after, steps, lines);
  if (steps.length === 0) throw new NothingToChange();
  return { now: itemsOf(version, after), next: itemsOf(version, target), steps, lines };
}

/** The services wanted from the next 1st on: naming one product of a group lets go of the others of it. */
function targetOf(
  version: CatalogueVersion,
  next: readonly ServiceItem[],
  wanted: readonly ServiceItem[],
): ServiceItem[] {
  const unknown = wanted.filter(({ product }) => !version.products.some(({ code }) => code === product));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map(({ product }) => ({
        field: `services.${product}`,
        text: { it: 'non è nel catalogo', en: 'is not in the catalogue' },
      })),
    );
  if (new Set(wanted.map(({ product }) => product)).size < wanted.length)
    throw new InvalidInput([
      { field: 'services', text: { it: 'nomina due volte lo stesso prodotto', en: 'names the same product twice' } },
    ]);
  const quantities = quantitiesOf(next);
  for (const { product, quantity } of wanted) {
    const { group } = productOf(version, product);
    if (group && quantity > 0)
      for (const rival of version.products) if (rival.group === group) quantities.set(rival.code, 0);
    quantities.set(product, quantity);
  }
  // Two of one group, both asked for now, must be told rather than resolved.
  for (const { product, quantity } of wanted) quantities.set(product, quantity);
  return completeServices(version, itemsOf(version, quantities));
}

function planQuantity(
  { version, today, span }: PlanInput,
  product: string,
  [now, next, target]: readonly [number, number, number],
  steps: Step[],
  lines: PricedLine[],
): void {
  if (target > next && next < now)
    steps.push({
      product,
      kind: 'withdrawal',
      fromQuantity: next,
      toQuantity: Math.min(target, now),
      effectiveOn: today,
    });
  if (target > now) {
    steps.push({ product, kind: 'upgrade', fromQuantity: now, toQuantity: target, effectiveOn: today });
    lines.push(priceLine(version, product, target - now, span, 'upgrade'));
  }
  if (target < next)
    steps.push({ product, kind: 'downgrade', fromQuantity: next, toQuantity: target, effectiveOn: firstOfNext(today) });
}

function planGroup(
  { version, today, span }: PlanInput,
  group: string,
  [now, next, target]: readonly [Quantities, Quantities, Quantities],
  after: Map<string, number>,
  steps: Step[],
  lines: PricedLine[],
): void {
  const inGroup = (quantities: Quantities): string | undefined =>
    version.products.find(({ code, group: of }) => of === group && has(quantities, code) > 0)?.code;
  const [had, coming, wanted] = [inGroup(now), inGroup(next), inGroup(target)];
  if (wanted === coming) return;
  const step = (kind: ChangeKind, product: string, toQuantity: number, effectiveOn: RomeDate): void =>
    void steps.push({ product, kind, fromQuantity: 1 - toQuantity, toQuantity, effectiveOn });
  if (!wanted) return step('downgrade', coming!, 0, firstOfNext(today));
  if (wanted === had) return step('withdrawal', wanted, 1, today);
  const price = (product: string | undefined): number => (product ? productOf(version, product).monthlyNetCents : 0);
  if (had && price(wanted) < price(had)) return step('downgrade', wanted, 1, firstOfNext(today));
  const paid = price(had) > 0 ? had : undefined;
  step(paid ? 'exchange' : 'upgrade', wanted, 1, today);
  lines.push(priceLine(version, wanted, 1, span, paid ? 'exchange' : 'upgrade', paid));
  if (had) after.set(had, 0);
  after.set(wanted, 1);
}

const itemsOf = (version: CatalogueVersion, quantities: Quantities): ServiceItem[] =>
  version.products
    .map(({ code }) => ({ product: code, quantity: has(quantities, code) }))
    .filter(({ quantity }) => quantity > 0);

const firstOfNext = (today: RomeDate): RomeDate => `${nextPeriod(today.slice(0, 7) as Period)}-01` as RomeDate;

/** What to schedule for the next 1st, where it differs from today (R10). */
export function scheduleOf(
  { now, next }: Standing,
  period: Period,
  giveUp: readonly string[],
): ScheduledServices | undefined {
  const same =
    now.length === next.length &&
    now.every(({ product, quantity }, index) => next[index]!.product === product && next[index]!.quantity === quantity);
  return same ? undefined : { from: nextPeriod(period), services: next, ...(giveUp.length > 0 ? { giveUp } : {}) };
}

/**
 * The numbers that end with the month: as many as the quantity falls by, chosen among the contract's own, never the first.
 * @throws InvalidInput
 */
export function numbersGivenUp(numbers: readonly string[], remaining: number, chosen: readonly string[]): string[] {
  const refuse = (it: string, en: string): never => {
    throw new InvalidInput([{ field: 'giveUp', text: { it, en } }]);
  };
  const count = numbers.length - remaining;
  if (count <= 0) return chosen.length > 0 ? refuse('nessun numero viene ceduto', 'no number is given up') : [];
  if (chosen.some((number) => !numbers.includes(number)))
    refuse('contiene un numero che non è del contratto', 'holds a number that is not of the contract');
  if (chosen.includes(numbers[0]!))
    refuse('il primo numero non può essere ceduto', 'the first number cannot be given up');
  if (new Set(chosen).size !== count)
    refuse(`indica i numeri da cedere: ${count}`, `name the numbers to give up: ${count}`);
  return [...chosen];
}
