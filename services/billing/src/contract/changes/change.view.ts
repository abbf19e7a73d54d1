import type { Locale } from '#libs/api/kernel/actor.js';
import type { ChangeOrder } from '#libs/api/billing/changes.js';
import { cents, vatOn, ZERO } from '#libs/money/money.js';
import type { Account } from '../../account/account.schema.js';
import { invoicingOf, vatOnCredit, type CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import { toPay } from '../../credit/ledger/vat-basis.rules.js';
import { chargeLine } from '../../pricing/quotes/line.text.js';
import type { ChangeOrderRow } from './change-order.schema.js';

/** A change order as people see it; the account tells what is missing while it can still be confirmed. */
export function changeView(
  row: ChangeOrderRow,
  version: CatalogueVersion,
  locale: Locale,
  account: Pick<Account, 'balanceCents' | 'debtAsIsCents' | 'vatRounding'>,
): ChangeOrder {
  const missing =
    row.state === 'quoted' && row.grossCents > 0 ? cents(Math.max(row.grossCents - account.balanceCents, 0)) : ZERO;
  const terms = { basis: invoicingOf(version), vatBasisPoints: vatOnCredit(version) };
  const price =
    terms.vatBasisPoints === 0
      ? { net: row.netCents, vat: row.vatCents, gross: row.grossCents }
      : vatOn(cents(row.netCents), terms.vatBasisPoints);
  return {
    changeId: row._id,
    contractId: row.contractId,
    state: row.state,
    steps: row.steps.map((step) => ({ ...step })),
    lines: row.lines.map((line) => chargeLine(line, version, locale)),
    invoicing: terms.basis,
    netCents: price.net,
    vatCents: price.vat,
    grossCents: price.gross,
    chargeCents: row.grossCents,
    ...(missing > 0 ? { missingCents: missing, amountDueCents: toPay(missing, account, terms) } : {}),
    monthlyGrossCents: row.monthlyGrossCents,
    validUntil: row.validUntil.toISOString(),
    addedNumbers: [...row.addedNumbers],
    givenUp: [...row.giveUp],
    createdAt: row.createdAt.toISOString(),
    ...(row.appliedAt ? { appliedAt: row.appliedAt.toISOString() } : {}),
    ...(row.refusal ? { refusal: row.refusal.code } : {}),
  };
}
