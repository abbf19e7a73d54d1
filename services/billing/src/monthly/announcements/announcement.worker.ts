import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Workers } from '#libs/messaging/worker.js';
import { PriceAnnouncer } from './price-announcer.service.js';

const EVERY_MS = 60_000;

/** Announces prices by itself, in the jobs process. */
@Injectable()
export class AnnouncementSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(PriceAnnouncer) private readonly announcer: PriceAnnouncer,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({
      name: 'price-announcements',
      everyMs: EVERY_MS,
      byClock: true,
      run: () => this.announcer.run(),
    });
  }
}
