import { noticeEnds } from '#libs/italy/notice.js';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { sum, type Cents } from '#libs/money/money.js';
import {
  firstOnOrAfter,
  monthlyGross,
  productOf,
  type CatalogueVersion,
} from '../../pricing/catalogue/catalogue.rules.js';

interface Item {
  readonly product: string;
  readonly quantity: number;
}
/** What a service of a contract costs a month, with VAT, before and after. */
export interface PriceChange extends Item {
  readonly nameIt: string;
  readonly nameEn: string;
  readonly oldGrossCents: Cents;
  readonly newGrossCents: Cents;
}

/** The services of a contract whose price changes from one version to another, and what all of them come to a month. */
export function priceChanges(
  before: CatalogueVersion,
  after: CatalogueVersion,
  services: readonly Item[],
): { changes: PriceChange[]; oldMonthlyGrossCents: Cents; newMonthlyGrossCents: Cents } {
  const priced = services.map(({ product, quantity }): PriceChange => {
    const { name } = productOf(after, product);
    return {
      product,
      quantity,
      nameIt: name.it,
      nameEn: name.en,
      oldGrossCents: monthlyGross(before, product, quantity),
      newGrossCents: monthlyGross(after, product, quantity),
    };
  });
  return {
    changes: priced.filter(({ oldGrossCents, newGrossCents }) => oldGrossCents !== newGrossCents),
    oldMonthlyGrossCents: sum(priced.map((line) => line.oldGrossCents)),
    newMonthlyGrossCents: sum(priced.map((line) => line.newGrossCents)),
  };
}

/** The day that customers who are told today are told of: the version's own, or the first 1st after their notice. */
export function announcedDay(from: RomeDate, today: RomeDate): RomeDate {
  const earliest = firstOnOrAfter(noticeEnds(today));
  return earliest > from ? earliest : from;
}
