import type { Program } from './processes.ts';
import type { Supervisor } from './supervisor.ts';

/** A broker or a database: its address, and the programs that make it (none when it is the caller's own). */
export interface Server {
  url: string;
  programs: Program[];
  /** What must be done before they start. */
  prepare?: (supervisor: Supervisor) => Promise<void>;
}
