import { build } from '../build.ts';
import { buildPanel } from '../build-panel.ts';

/** The processes of a system test run what is built: it is brought up to date before them, and again before each run of `--watch`. */
export default async function setup(): Promise<void> {
  await Promise.all([build(), buildPanel()]);
}
