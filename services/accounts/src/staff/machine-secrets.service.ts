import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { PlatformConfig } from '#libs/platform/config.js';

/** The passwords of machines: made from SECRET_KEY, so that a repeated request can be told the same, and none is stored. */
@Injectable()
export class MachineSecrets {
  constructor(@Inject(PlatformConfig) private readonly config: PlatformConfig) {}

  /** `version` counts from 1; rotating makes the next. */
  of(userId: string, version: number): string {
    return createHmac('sha256', this.config.SECRET_KEY).update(`machine:${userId}:${version}`).digest('base64url');
  }
}
