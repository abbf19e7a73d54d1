import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { Announcements, type AnnouncementRow } from '#libs/messaging/announcements.js';
import { Workers } from '#libs/messaging/worker.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { dearer, type CatalogueVersion } from './catalogue.rules.js';
import { Catalogue } from './catalogue.service.js';

const EVERY_MS = 60_000;

/** What customers were told of versions that make something dearer, and so from when these hold (R26), in every process of billing. */
@Injectable()
export class CatalogueNotices implements OnModuleInit {
  readonly announcements: Announcements;

  constructor(
    @InjectConnection() connection: Connection,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Clock) clock: Clock,
    @Inject(Workers) private readonly workers: Workers,
  ) {
    this.announcements = new Announcements(connection, work, clock);
  }

  /** @throws ConfigError when a version is to hold before customers can have been told of it */
  async onModuleInit(): Promise<void> {
    if (this.dearer().length === 0) return;
    const nobodyToTell = !(await this.accounts.exists({ state: { $in: ['active', 'pending'] } }));
    for (const version of this.dearer()) await this.announcements.see('catalogue', version, nobodyToTell);
    await this.refresh();
    this.workers.start({ name: 'catalogue-notices', everyMs: EVERY_MS, run: () => this.refresh() });
  }

  /** Versions that make something dearer than the one before. */
  dearer(): CatalogueVersion[] {
    const { declared } = this.catalogue;
    return declared.filter((version, index) => dearer(version, declared[index - 1]).length > 0);
  }

  /** Reads how far everyone has been told, and puts into force what may be. */
  async refresh(): Promise<void> {
    const known = new Map<string, RomeDate | undefined>();
    for (const version of this.dearer()) known.set(version.version, await this.announcements.holdsFrom(version));
    this.catalogue.announced((version) => known.get(version));
  }

  /** How far each announcement is, for staff. */
  async report(): Promise<{ version: CatalogueVersion; holdsFrom?: RomeDate; row?: AnnouncementRow }[]> {
    const rows = await this.announcements.all();
    return this.dearer().map((version) => ({
      version,
      holdsFrom: this.catalogue.versions.find((each) => each.version === version.version)?.from,
      row: rows.find(({ _id }) => _id === version.version),
    }));
  }
}
