import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { noticeEnds } from '#libs/italy/notice.js';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Told } from '#libs/messaging/announcements.js';
import { formatDay } from '#libs/italy/formats.js';
import { Workers } from '#libs/messaging/worker.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Contract } from '../contracts/contract.schema.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import type { TermsVersion } from './terms.rules.js';
import { Terms } from './terms.service.js';
import { ContractStore } from '../contracts/contract.store.js';
import { ENDED } from '../contracts/contract-life.rules.js';
import { TERMS_EMAILS } from './terms.templates.js';

const EVERY_MS = 60_000;
const BATCH = 100;

/** Tells every customer of new terms 30 days or more before they hold (R26), and keeps with each contract that it did: once each, however often it dies. */
@Injectable()
export class TermsAnnouncer implements OnApplicationBootstrap {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly store: ContractStore,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  /** @throws ConfigError when a version is to hold before customers can have been told of it */
  async onApplicationBootstrap(): Promise<void> {
    const later = this.terms.versions.slice(1);
    const nobodyToTell = later.length > 0 && !(await this.contracts.exists({ state: { $nin: [...ENDED] } }));
    for (const version of later) await this.terms.announcements.see('terms', version, nobodyToTell);
    const when = { everyMs: EVERY_MS, leaseMs: 2 * EVERY_MS };
    if (later.length > 0) this.workers.start({ name: 'terms', ...when, run: () => this.run() });
  }

  /** Tells whoever has not been told yet. */
  async run(): Promise<void> {
    for (const version of this.terms.versions.slice(1))
      await this.terms.announcements.tell(version.version, (after, tx) => this.page(version, after, tx));
  }

  private async page(version: TermsVersion, after: string, tx: Tx): Promise<Told> {
    const page = await this.contracts
      .find({ _id: { $gt: after }, state: { $nin: [...ENDED] } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean();
    for (const contract of page) await this.tell(version, contract, tx);
    return { told: page.length, ...(page.length > 0 ? { last: page.at(-1)!._id } : {}) };
  }

  /** One mail for each customer, however many contracts it has. */
  private async tell(
    { version, from: written, changes, documents }: TermsVersion,
    { _id, customerId }: Contract,
    tx: Tx,
  ): Promise<void> {
    const now = this.clock.now();
    const earliest = noticeEnds(romeDate(now));
    const from = earliest > written ? earliest : written;
    await this.store.termsTold(_id, {
      customerId,
      version,
      language: 'it',
      sha256: documents.it.sha256,
      how: 'notified',
      at: now.toISOString(),
    });
    await this.emails.send(TERMS_EMAILS.termsChange, `terms:${version}`, customerId, tx, {
      version,
      fromIt: formatDay(from, 'it'),
      fromEn: formatDay(from, 'en'),
      changesIt: changes!.it,
      changesEn: changes!.en,
    });
  }
}
