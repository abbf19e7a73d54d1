import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Workers } from '#libs/messaging/worker.js';
import { DebtFollowUp } from './debt-follow-up.service.js';

const EVERY_MS = 60_000;

/** Follows debts up by itself, in the jobs process. */
@Injectable()
export class DebtSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(DebtFollowUp) private readonly followUp: DebtFollowUp,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({ name: 'debts', everyMs: EVERY_MS, byClock: true, run: () => this.followUp.run() });
  }
}
