import { InvalidInput, type FieldError, type Text } from '#libs/api/kernel/domain-error.js';
import { NOTICE_DAYS, noticeEnds } from '#libs/italy/notice.js';
import { nextPeriod, type Period, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, times, vatOn, type Cents } from '#libs/money/money.js';

/** Something that is sold by the month. R1: a monthly price is the only price it can have. */
export interface Product {
  readonly code: string;
  readonly name: Text;
  /** Net, in cents a month, each. */
  readonly monthlyNetCents: number;
  /** 2200 is 22 %. */
  readonly vatBasisPoints: number;
  /** Of each exclusive group a contract has at most one product. */
  readonly group?: string;
  /** How many every contract has at least (R3: one geographic number). */
  readonly minimum?: number;
  /** How many a contract has at most; one by default. */
  readonly maximum?: number;
  /** Products of which at least one is needed to have this one. */
  readonly requires?: readonly string[];
  /** FLAT fair use, minutes a month. */
  readonly allowanceMinutes?: number;
}

/** R24, what is invoiced: a month's charges, which credit pays with their VAT; or each top-up, so that credit and charges are net. */
export const INVOICING_BASES = ['consumption', 'top_up'] as const;
export type InvoicingBasis = (typeof INVOICING_BASES)[number];

/** The whole catalogue as it holds from one 1st of a month until the next version. */
export interface CatalogueVersion {
  readonly version: string;
  readonly from: RomeDate;
  /** When customers are told of it; a version that makes something dearer must say so, 30 days or more before it holds (R26). */
  readonly announced?: RomeDate;
  /** `consumption` unless said. */
  readonly invoicing?: InvoicingBasis;
  readonly groups: Readonly<Record<string, { readonly name: Text; readonly default?: string }>>;
  readonly products: readonly Product[];
}

/** The product whose VAT metered traffic has. */
export const METERED = 'traffic_metered';

interface Item {
  readonly product: string;
  readonly quantity: number;
}

/** The version in force on a day. @throws RangeError when the catalogue begins later. */
export function versionOn(versions: readonly CatalogueVersion[], day: string): CatalogueVersion {
  const version = versions.findLast(({ from }) => from <= day);
  if (!version) throw new RangeError(`the catalogue begins after ${day}`);
  return version;
}

/** Products that a version makes dearer, VAT included, or gives less of for their price, against the version before it (R26). */
export function dearer(version: CatalogueVersion, before: CatalogueVersion | undefined): string[] {
  return (before?.products ?? []).flatMap((old) => {
    const now = version.products.find(({ code }) => code === old.code);
    const costsMore = now && grossOf(now) > grossOf(old);
    const givesLess = now && (now.allowanceMinutes ?? 0) < (old.allowanceMinutes ?? 0);
    return costsMore || givesLess ? [old.code] : [];
  });
}
const grossOf = ({ monthlyNetCents, vatBasisPoints }: Product): number =>
  vatOn(cents(monthlyNetCents), vatBasisPoints).gross;

/** What so many of a product cost a month, with VAT, whatever is invoiced. */
export function monthlyGross(version: CatalogueVersion, code: string, quantity: number): Cents {
  const { monthlyNetCents, vatBasisPoints } = productOf(version, code);
  return vatOn(times(cents(monthlyNetCents), quantity), vatBasisPoints).gross;
}

/** What of a version is wrong about its announcement. */
export function announcementProblem(
  version: CatalogueVersion,
  before: CatalogueVersion | undefined,
): string | undefined {
  const { from, announced } = version;
  const worse = dearer(version, before);
  if (worse.length === 0) return undefined;
  if (!announced) return `makes ${worse.join(', ')} dearer and does not say when it is announced`;
  return noticeEnds(announced) > from
    ? `makes ${worse.join(', ')} dearer and must be announced ${NOTICE_DAYS} days before it holds: announced on ${announced} it can begin on ${firstOnOrAfter(noticeEnds(announced))}`
    : undefined;
}

/** The 1st of a month that a day is, or the next one. */
export const firstOnOrAfter = (day: RomeDate): RomeDate =>
  day.endsWith('-01') ? day : (`${nextPeriod(day.slice(0, 7) as Period)}-01` as RomeDate);

/**
 * The versions as they may hold: one that makes something dearer from when everyone's notice is over, and not at all while
 * that is not known (`holdsFrom`). What comes so late that the next version holds already is left out.
 */
export function withNotice(
  declared: readonly CatalogueVersion[],
  holdsFrom: (version: string) => RomeDate | undefined,
): CatalogueVersion[] {
  const dated = declared.flatMap((version, index) => {
    if (dearer(version, declared[index - 1]).length === 0) return [version];
    const from = holdsFrom(version.version);
    return from ? [{ ...version, from: firstOnOrAfter(from) }] : [];
  });
  return dated.filter(({ from }, index) => dated.slice(index + 1).every((later) => later.from > from));
}

/** VAT of the prices of metered traffic, in basis points. */
export const meteredVat = ({ products }: CatalogueVersion): number =>
  products.find(({ code }) => code === METERED)!.vatBasisPoints;
export const invoicingOf = ({ invoicing = 'consumption' }: Pick<CatalogueVersion, 'invoicing'>): InvoicingBasis =>
  invoicing;

/** The VAT, in basis points, that is paid on top of credit: none where credit holds it. */
export const vatOnCredit = (version: CatalogueVersion): number =>
  invoicingOf(version) === 'top_up' ? version.products[0]!.vatBasisPoints : 0;

/** The VAT of a product's charge, in basis points: none where the top-up that pays it was invoiced. */
export const vatOnCharge = (version: CatalogueVersion, code: string): number =>
  invoicingOf(version) === 'top_up' ? 0 : productOf(version, code).vatBasisPoints;

/** The product that each number of a contract is one of. */
export const NUMBER = 'geographic_number';

/** How many numbers these services pay for. */
export const numbersIn = (services: readonly Item[]): number =>
  services.find(({ product }) => product === NUMBER)?.quantity ?? 0;

/** A product by its code. @throws RangeError: services on a contract were checked when they were asked for. */
export function productOf(version: CatalogueVersion, code: string): Product {
  const product = version.products.find((candidate) => candidate.code === code);
  if (!product) throw new RangeError(`${code} is not in catalogue ${version.version}`);
  return product;
}

/**
 * The services that a contract gets when these are asked for: quantities added up, minimums and the defaults of groups
 * included, zeros left out, in the order of the catalogue.
 * @throws InvalidInput naming each product that does not exist, is too many, excludes another or misses what it requires.
 */
export function completeServices(version: CatalogueVersion, asked: readonly Item[]): Item[] {
  const unknown = asked.filter(({ product }) => !version.products.some(({ code }) => code === product));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map(({ product }) =>
        problemAt(product, { it: 'questo prodotto non è nel catalogo', en: 'this product is not in the catalogue' }),
      ),
    );
  const quantities = new Map<string, number>();
  for (const { product, quantity } of asked) quantities.set(product, (quantities.get(product) ?? 0) + quantity);
  for (const { code, minimum = 0 } of version.products)
    quantities.set(code, Math.max(minimum, quantities.get(code) ?? 0));
  for (const [group, { default: code }] of Object.entries(version.groups)) {
    const taken = version.products.some((product) => product.group === group && quantities.get(product.code)! > 0);
    if (code && !taken) quantities.set(code, 1);
  }
  const services = version.products
    .map(({ code }) => ({ product: code, quantity: quantities.get(code)! }))
    .filter(({ quantity }) => quantity > 0);
  const problems = services.flatMap((item) => problemsOf(version, services, item));
  if (problems.length > 0) throw new InvalidInput(problems);
  return services;
}

function problemsOf(
  version: CatalogueVersion,
  services: readonly Item[],
  { product: code, quantity }: Item,
): FieldError[] {
  const { maximum = 1, group, requires, name } = productOf(version, code);
  const named = (other: string): Text => productOf(version, other).name;
  const problem = (it: string, en: string): FieldError =>
    problemAt(code, { it: `${name.it} ${it}`, en: `${name.en} ${en}` });
  const problems: FieldError[] = [];
  if (quantity > maximum) problems.push(problem(`può essere al massimo ${maximum}`, `can be at most ${maximum}`));
  const rival =
    group && services.find((other) => other.product !== code && productOf(version, other.product).group === group);
  if (rival)
    problems.push(
      problem(`esclude ${named(rival.product).it}: scegline uno`, `excludes ${named(rival.product).en}: choose one`),
    );
  if (requires && !services.some(({ product }) => requires.includes(product))) {
    const needed = requires.map(named);
    problems.push(
      problem(
        `richiede uno tra: ${needed.map(({ it }) => it).join(', ')}`,
        `requires one of: ${needed.map(({ en }) => en).join(', ')}`,
      ),
    );
  }
  return problems;
}

const problemAt = (product: string, text: Text): FieldError => ({ field: `services.${product}`, text });
