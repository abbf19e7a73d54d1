import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The catalogue that comes with the platform, with top-ups invoiced (R24). */
function catalogueOfTopUps(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'catalogue.yaml');
  writeFileSync(
    file,
    readFileSync('services/billing/src/pricing/catalogue/catalogue.yaml', 'utf8').replace(
      "from: '2026-01-01'",
      "from: '2026-01-01'\n    invoicing: top_up",
    ),
  );
  return file;
}

/** What the same year comes to in cents of credit, with VAT in it or net; what is paid, owed and given back is the same. */
export const YEARS = {
  consumption: {
    env: () => ({ INVOICES_FROM_DAY: '0' }),
    vatOf: (vat: number) => vat,
    start: 6_000,
    upgrade: 260,
    november: 1_525,
    flat: 610,
    winter: 2_745,
    fax: 366,
    missing: 2_251,
    first: 1_884,
    second: 30_000,
    oneDay: 4,
    spring: 2_867,
    order: 237 + 826,
    autumn: 2_562,
    calls: 732,
    debt: 43,
    third: 1_000,
    held: 24,
    minute: 2,
    residual: 957 - 24,
    beforeThird: -43,
    topUp: 7_213,
    activation: 1_213,
    statement: {
      chargedCents: 2_135,
      vat: [{ vatBasisPoints: 2_200, netCents: 1_750, vatCents: 385, grossCents: 2_135 }],
    },
    // One month stands for all; the others are in services/billing/test/invoices.spec.ts.
    documents: { months: ['2027-11'], kinds: ['TD24'] },
  },
  top_up: {
    env: () => ({ CATALOGUE_FILE: catalogueOfTopUps() }),
    vatOf: () => 0,
    start: 4_918,
    upgrade: 213,
    november: 1_250,
    flat: 500,
    winter: 2_250,
    fax: 300,
    missing: 1_845,
    first: 1_544,
    second: 24_591,
    oneDay: 3,
    spring: 2_350,
    order: 871,
    autumn: 2_100,
    calls: 600,
    debt: 42,
    third: 819,
    held: 20,
    minute: 2,
    residual: 934,
    beforeThird: -34,
    topUp: 5_912,
    activation: 994,
    statement: { chargedCents: 1_750, vat: [] },
    documents: { months: [], kinds: ['TD01', 'TD01', 'TD01', 'TD01', 'TD04', 'TD04'] },
  },
} satisfies Record<string, object>;
