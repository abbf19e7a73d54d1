import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Workers } from '#libs/messaging/worker.js';
import { DataExports } from './data-exports.service.js';
import { Erasures } from './erasures.service.js';

const EVERY_MS = 30_000;

/** Removes by itself what has fallen due: archives whose time is over, and what the law kept of whoever was erased. */
@Injectable()
export class DataRightsJobs implements OnApplicationBootstrap {
  constructor(
    @Inject(DataExports) private readonly exports: DataExports,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  onApplicationBootstrap(): void {
    const when = { everyMs: EVERY_MS, whenMoved: true, leaseMs: 2 * EVERY_MS };
    this.workers.start({ name: 'data-rights', ...when, run: () => this.removeDue() });
  }

  private async removeDue(): Promise<void> {
    await this.exports.expire();
    await this.erasures.removeDue();
  }
}
