import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** What the launcher keeps between runs: installed tools, data, logs, secrets. Git ignores it. */
export const home = join(root, '.openvoip');

export const logs = join(home, 'logs');
export const secretsFile = join(home, 'secrets.json');
export const portsFile = join(home, 'ports.json');
/** The passwords of the demo's people. */
export const demoStaffFile = join(home, 'demo-staff.json');
/** Says which demo was loaded, and where. */
export const demoFile = join(home, 'demo.json');
export const runFile = join(home, 'run.json');
/** Where the broker and the database are that are kept for single tests, and what their keeper says. */
export const keptFile = join(home, 'test', 'infrastructure.json');
export const keptLog = join(home, 'test', 'infrastructure.log');
