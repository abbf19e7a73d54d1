import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { removeOrphans } from '#libs/platform/orphan-files.js';
import type { Worker, Workers } from './worker.js';

const HOUR_MS = 3_600_000;

/** Looks for files that nobody recorded when the service starts and every hour. */
export class OrphanSweep implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(folder: string, isRecorded: (name: string) => Promise<boolean>, workers: Workers, logger: Logger) {
    const run = async (): Promise<void> => {
      const removed = await removeOrphans(folder, isRecorded);
      if (removed > 0) logger.info({ removed }, 'files that nobody recorded are removed');
    };
    this.worker = workers.make({ name: 'orphan-files', everyMs: HOUR_MS, run });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
    this.worker.wake();
  }
}
