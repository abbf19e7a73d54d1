import type { ClockSync } from '#libs/messaging/clock-sync.js';
import type { RpcClient } from '#libs/messaging/rpc-client.js';
import type { PlatformConfig } from '#libs/platform/config.js';

/** What a command works with: the services over the broker, and the clock of them all. */
export interface Console {
  readonly rpc: RpcClient;
  readonly clock: ClockSync;
  readonly config: PlatformConfig;
}

/** Runs a command's work connected to the broker. */
export type Connected = (work: (console: Console) => Promise<void>) => Promise<void>;
