import type { Locale } from '#libs/api/kernel/actor.js';
import type { StatementEntry } from '#libs/api/billing/credit.js';
import type { CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { paidIn } from '../ledger/ledger.rules.js';
import type { VatPart } from '../ledger/vat-basis.rules.js';
import { chargeLine } from '../../pricing/quotes/line.text.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { causeText } from './cause.text.js';

/** A movement of credit as people read it (R18): with what was paid, and the VAT invoiced, where those are more than the credit (R24). */
export function movementView(entry: LedgerEntry, version: CatalogueVersion, locale: Locale): StatementEntry {
  const { lines, reference, vat } = entry.details as { lines?: PricedLine[]; reference?: string; vat?: VatPart };
  const paid = paidIn(entry.postings);
  return {
    entryId: entry._id,
    at: entry.at.toISOString(),
    cause: entry.cause,
    description: causeText(entry)[locale],
    amountCents: entry.creditCents,
    balanceCents: entry.balanceCents,
    ...(vat && paid !== 0 ? { paidCents: paid } : {}),
    ...(vat ? { vatCents: vat.vatCents } : {}),
    askedBy: entry.actor.kind,
    ...(reference ? { reference } : {}),
    ...(lines ? { lines: lines.map((line) => chargeLine(line, version, locale)) } : {}),
  };
}
