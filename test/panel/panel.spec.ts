import type { Browser, Page } from 'playwright-core';
import { mailTo } from '#libs/testing/mail.js';
import { customer, PASSWORD, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { describeInBrowser, openPage, PHONE, scrollsSideways, startBrowser, violationsOf } from '../support/browser.js';

const PAGES = [
  '/sign-in',
  '/forgot-password',
  '/reset-password?token=x',
  '/confirm-email?token=x',
  '/',
  '/credit',
  '/security',
];

describeInBrowser('the panel in a browser', () => {
  let system: System;
  let browser: Browser;
  let ada: Customer;
  beforeAll(async () => {
    [system, browser] = await Promise.all([System.start(), startBrowser()]);
    await stock(system, '02', 100);
    ada = await customer(system).active({ creditCents: 5_000 });
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  async function signIn(page: Page, { email }: { email: string } = ada, password = PASSWORD): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel(/^Email/).fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: /^(Accedi|Sign in)$/ }).click();
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it('signs in, tops up by the simulated card, and sees the credit arrive', async () => {
    const { context, page, wrong } = await openPage(browser, system.url);
    await page.goto('/credit');
    await signIn(page);
    await heading(page, 'Panoramica');
    const before = (await ada.get<{ balanceCents: number }>(`/v1/contracts/${ada.contractId}/credit`)).balanceCents;
    const shown = (cents: number): RegExp => new RegExp(`^${(cents / 100).toFixed(2).replace('.', ',')}\\s€$`);
    await page.getByText(shown(before)).first().waitFor();
    await page.getByRole('link', { name: 'Ricarica' }).click();
    await heading(page, 'Credito');
    await page.getByLabel('Altro importo, in euro').fill('12,34');
    await page.getByRole('img', { name: /Codice QR per il bonifico di 12,34/ }).waitFor();
    await page.getByRole('button', { name: /Paga 12,34\s€ con carta/ }).click();
    await heading(page, 'Simulatore di pagamento');
    await page.getByRole('button', { name: /Paga 12,34/ }).click();
    await page.getByText(/Il pagamento di 12,34\s€ è arrivato/).waitFor();
    await page
      .getByText(shown(before + 1_234))
      .first()
      .waitFor();
    await page.getByText(/\+12,34\s€/).waitFor();
    const movements = await ada.get<{ items: { cause: string; amountCents: number }[] }>(
      `/v1/contracts/${ada.contractId}/movements`,
    );
    expect(movements.items[0]).toMatchObject({ cause: 'top_up', amountCents: 1_234 });
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('keeps the sign-in over a reload and in two tabs that refresh at once, and signs out of all', async () => {
    const { context, page, wrong } = await openPage(browser, system.url);
    await signIn(page);
    await heading(page, 'Panoramica');
    const other = await context.newPage();
    await Promise.all([page.reload(), other.goto('/credit')]);
    await Promise.all([heading(page, 'Panoramica'), heading(other, 'Credito')]);
    const kept = await page.evaluate('JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])');
    expect(kept).not.toMatch(/ses_|eyJ/);
    const [cookie] = await context.cookies(`${system.url}/v1/auth/browser`);
    expect(cookie).toMatchObject({ name: 'openvoip_refresh', httpOnly: true, sameSite: 'Strict' });
    await page.getByRole('button', { name: 'Esci' }).click();
    await Promise.all([heading(page, 'Accedi'), heading(other, 'Accedi')]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it('a session ended elsewhere asks to sign in over the page, and what was typed is still there', async () => {
    const { context, page } = await openPage(browser, system.url);
    await signIn(page);
    await heading(page, 'Panoramica');
    await page.getByRole('link', { name: 'Credito' }).click();
    await page.getByLabel('Altro importo, in euro').fill('77,00');
    const { sessionId } = await lastSession();
    await system
      .database('accounts')
      .collection<{ _id: string }>('sessions')
      .updateOne({ _id: sessionId }, { $set: { revokedAt: new Date() } });
    // As if its minutes were over: the page must refresh before it asks again.
    await page.route('**/v1/contracts/*/card-top-ups', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"code":"token_expired","status":401}',
      }),
    );
    await page.getByRole('button', { name: /Paga 77,00\s€ con carta/ }).click();
    await page.getByText('La sessione è scaduta.').waitFor();
    await page.unroute('**/v1/contracts/*/card-top-ups');
    await page.getByLabel(/^Email/).fill(ada.email);
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi', exact: true }).click();
    await page.getByRole('button', { name: /Paga 77,00\s€ con carta/ }).click();
    await heading(page, 'Simulatore di pagamento');
    await context.close();
  });

  async function lastSession(): Promise<{ sessionId: string }> {
    const [last] = await system
      .database('accounts')
      .collection('sessions')
      .find({})
      .sort({ createdAt: -1 })
      .limit(1)
      .toArray();
    return { sessionId: String(last!._id) };
  }

  it('the links of mails open their pages, and say what to do once they are used', async () => {
    const bea = customer(system);
    await bea.registered();
    const { context, page, wrong } = await openPage(browser, system.url);
    const link = async (words: string): Promise<string> =>
      /https?:\S+token=\S+/.exec((await mailTo(system, bea.email, words)).text!)![0];
    const confirm = await link('confirm-email');
    await page.goto(confirm);
    await page.getByRole('button', { name: 'Conferma l’indirizzo'.replace('’', "'") }).click();
    await page.getByText("L'indirizzo è confermato").waitFor();
    await page.goto(confirm);
    await page.getByRole('button', { name: "Conferma l'indirizzo" }).click();
    await page.getByText('Il link non vale più').waitFor();

    await page.goto('/forgot-password');
    await page.getByLabel(/^Email/).fill(bea.email);
    await page.getByRole('button', { name: 'Manda il link' }).click();
    await page.getByText('Se l’indirizzo'.replace('’', "'")).waitFor();
    const reset = await link('reset-password');
    await page.goto(reset);
    await page.getByLabel(/^Nuova password/).fill('short');
    await page.getByRole('button', { name: 'Salva la password' }).click();
    await page.getByText('deve avere almeno 12 caratteri').waitFor();
    await page.getByLabel(/^Nuova password/).fill('un cavallo sella la luna');
    await page.getByRole('button', { name: 'Salva la password' }).click();
    await page.getByText('La password è cambiata').waitFor();
    await signIn(page, bea, 'un cavallo sella la luna');
    await heading(page, 'Panoramica');
    await page.getByText('Manca il pagamento').waitFor();
    expect(wrong).toEqual([]);
    await context.close();
  });

  it.each([
    ['it-IT', 'light'],
    ['en-GB', 'dark'],
  ] as const)(
    'has nothing that WCAG 2.2 AA forbids, on a telephone 360 points wide, in %s and %s',
    async (locale, scheme) => {
      const { context, page, wrong } = await openPage(browser, system.url, { ...PHONE, locale, colorScheme: scheme });
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: scheme });
      const found: unknown[] = [];
      for (const path of PAGES) {
        if (path === '/') {
          await signIn(page);
          await page.waitForURL((url) => url.pathname === '/');
        }
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        if (process.env.PANEL_PICTURES)
          await page.screenshot({
            path: `${process.env.PANEL_PICTURES}/${scheme}${path.replace(/\W+/g, '-')}.png`,
            fullPage: true,
          });
        found.push(...(await violationsOf(page)).map((each) => `${path} ${each}`));
        if (await scrollsSideways(page)) found.push(`${path} scrolls sideways`);
      }
      expect(found).toEqual([]);
      expect(wrong).toEqual([]);
      await context.close();
    },
  );
});
