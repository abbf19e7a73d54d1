import { aptInstall, canUseApt, find } from './install.ts';
import { say } from './say.ts';

/** Sees to it that there is a browser for the tests of the panel, which are skipped without one: nothing else needs it. */
export async function prepareBrowser(): Promise<void> {
  if (process.env.CHROMIUM ?? find('chromium', '/usr/bin')) return;
  const why =
    'tests in a browser are skipped: install chromium (apt-get install chromium), or say where it is in CHROMIUM';
  if (!canUseApt()) return say(why);
  await aptInstall(['chromium'], why).catch((error: Error) => say(`${why}\n${error.message}`));
}
