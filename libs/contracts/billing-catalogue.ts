import { Invoicing } from './billing.js';
import { rpc } from './definition.js';
import { Cents, Count, Many, RomeDay, Text, TextList } from './fields.js';
import { Empty } from './shared.js';

export class CatalogueProduct {
  @Text({ max: 60, example: 'extension' }) code!: string;
  @Text({ max: 120 }) name!: string;
  @Cents({ description: 'Net, a month, each' }) monthlyNetCents!: number;
  @Count({ description: 'VAT rate in hundredths of a percent: 2200 is 22 %' }) vatBasisPoints!: number;
  @Cents({ description: 'With VAT, a month, for one' }) monthlyGrossCents!: number;
  @Count({ description: 'How many every contract has at least' }) minimum!: number;
  @Count({ description: 'How many a contract can have at most' }) maximum!: number;
  @Text({ optional: true, description: 'Of each group a contract has one product at most' }) group?: string;
  @TextList({ optional: true, description: 'One of these is needed to have it' }) requires?: string[];
  @Count({ optional: true, description: 'FLAT fair use, minutes a month' }) allowanceMinutes?: number;
}
export class CatalogueView {
  @Text() version!: string;
  @RomeDay({ description: 'Since when these prices hold' }) from!: string;
  @Invoicing() invoicing!: string;
  @Many(() => CatalogueProduct) products!: CatalogueProduct[];
}

export const billingCatalogueRpc = {
  /** The catalogue in force today, in the caller's language. */
  catalogue: rpc('billing.catalogue', Empty, CatalogueView),
} as const;
