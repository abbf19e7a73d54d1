import type { Locale } from '#libs/contracts/actor.js';
import type { ChangeOrder } from '#libs/contracts/billing-changes.js';
import type { CatalogueVersion } from '../catalogue/catalogue.rules.js';
import { chargeLine } from '../quotes/line-text.js';
import type { ChangeOrderRow } from './change-order.schema.js';

/** A change order as people see it; `balanceCents` tells what is missing while it can still be confirmed. */
export function changeView(row: ChangeOrderRow, version: CatalogueVersion, locale: Locale, balanceCents: number): ChangeOrder {
  const missing = row.state === 'quoted' ? row.grossCents - balanceCents : 0;
  return {
    changeId: row._id, contractId: row.contractId, state: row.state, steps: row.steps.map((step) => ({ ...step })), lines: row.lines.map((line) => chargeLine(line, version, locale)),
    netCents: row.netCents, vatCents: row.vatCents, grossCents: row.grossCents, ...(missing > 0 && row.grossCents > 0 ? { missingCents: missing } : {}), monthlyGrossCents: row.monthlyGrossCents,
    validUntil: row.validUntil.toISOString(), addedNumbers: [...row.addedNumbers], givenUp: [...row.giveUp], createdAt: row.createdAt.toISOString(),
    ...(row.appliedAt ? { appliedAt: row.appliedAt.toISOString() } : {}), ...(row.refusal ? { refusal: row.refusal.code } : {}),
  };
}
