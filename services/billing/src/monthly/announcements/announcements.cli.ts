import type { Command } from 'commander';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../../process/billing.process.js';
import { CatalogueNotices } from '../../pricing/catalogue/catalogue-notices.service.js';
import { AnnouncementsModule } from './announcements.module.js';
import { PriceAnnouncer } from './price-announcer.service.js';

async function report(json?: boolean): Promise<void> {
  await withBilling(AnnouncementsModule, async (app) => {
    const rows = (await app.get(CatalogueNotices).report()).map(
      ({ version: { version, announced, from }, holdsFrom, row }) => ({
        version,
        announced,
        from,
        holdsFrom,
        firstSeenAt: row?.firstSeenAt.toISOString(),
        told: row?.told ?? 0,
        toldAt: row?.toldAt?.toISOString(),
      }),
    );
    if (json) console.log(JSON.stringify(rows));
    else
      printTable(
        ['version', 'announced', 'written for', 'holds from', 'customers told', 'last told'],
        rows.map((row) => [
          row.version,
          row.announced ?? '',
          row.from,
          row.holdsFrom ?? 'not yet',
          String(row.told),
          row.toldAt ?? '',
        ]),
      );
  });
}

/** `catalogue announcements` and `catalogue announce`. */
export function addCatalogueCommands(program: Command): void {
  const catalogue = program
    .command('catalogue')
    .description('versions of the catalogue that make something dearer, and what customers were told of them (R26)');
  catalogue
    .command('announcements')
    .description('how far each announcement is, and from when its prices hold')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => report(json));
  catalogue
    .command('announce')
    .description('tell customers now what the jobs tell them within a minute; whoever was told is not told again')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withBilling(AnnouncementsModule, (app) => app.get(PriceAnnouncer).run());
      await report(json);
    });
}
