import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file));

/** Told once, where tests are skipped for it. */
const MISSING =
  'tests in a browser are skipped: install chromium (apt-get install chromium), or say where it is in CHROMIUM';

/** A `describe` that is skipped, with a word, where there is no browser. */
export const describeInBrowser = CHROMIUM ? describe : describe.skip;
if (!CHROMIUM) console.warn(MISSING);

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** The narrowest telephone that must do. */
export const PHONE = { viewport: { width: 360, height: 740 } } as const;

/** A page of a person of its own, that fails the test when something breaks in it or it asks anything of another host. */
export async function openPage(browser: Browser, baseURL: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL, locale: 'it-IT', timezoneId: 'America/Los_Angeles', ...options });
  const wrong: string[] = [];
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== baseURL) wrong.push(request.url());
  });
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) wrong.push(message.text());
    });
  };
  context.on('page', watch);
  const page = await context.newPage();
  return { context, page, wrong };
}

/** What WCAG 2.2 AA finds wrong in a page, in words. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Whether a page is wider than the window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
