import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Workers } from '#libs/messaging/worker.js';
import { LapsedCredit } from './lapsed-credit.service.js';

const EVERY_MS = 60_000;

/** Looks for credit that nobody asks back, in the jobs process. */
@Injectable()
export class LapsedCreditSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(LapsedCredit) private readonly lapsed: LapsedCredit,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({ name: 'lapsed-credit', everyMs: EVERY_MS, byClock: true, run: () => this.lapsed.run() });
  }
}
