import { ANYONE } from '../kernel/callers.js';
import { Invoicing } from './billing.js';
import { event, rpc } from '../kernel/definition.js';
import { Cents, Count, Id, Many, RomeDay, Text, TextList } from '../kernel/fields.js';
import { Empty } from '../kernel/shared.js';

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

export class ChangedPrice {
  @Text({ max: 60 }) product!: string;
  @Count() quantity!: number;
  @Text({ max: 120 }) nameIt!: string;
  @Text({ max: 120 }) nameEn!: string;
  @Cents({ description: 'A month, with VAT' }) oldGrossCents!: number;
  @Cents({ description: 'A month, with VAT' }) newGrossCents!: number;
}
export class PriceRiseAnnounced {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Text({ description: 'The version of the catalogue' }) version!: string;
  @RomeDay({ description: 'The day from which the new prices hold' }) from!: string;
  @Many(() => ChangedPrice, { description: 'Those of the services that the contract has' }) changes!: ChangedPrice[];
  @Cents() oldMonthlyGrossCents!: number;
  @Cents() newMonthlyGrossCents!: number;
}

export const priceRiseAnnounced = event(
  'billing.catalogue.price-rise-announced.v1',
  PriceRiseAnnounced,
  'The services of a contract become dearer: its customer is told 30 days or more before (R26).',
);

export const billingCatalogueRpc = {
  /** The catalogue in force today, in the caller's language. */
  catalogue: rpc('billing.catalogue', Empty, CatalogueView, { callers: ANYONE }),
} as const;
