import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { priceRiseAnnounced } from '#libs/api/billing/catalogue.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { TermsVersion } from '../src/terms/terms.rules.js';
import { Terms } from '../src/terms/terms.service.js';
import { TermsAnnouncer } from '../src/terms/terms-announcer.worker.js';
import { mailsTo, mario, startAccounts, willingBilling, willingNumbers } from './environment.js';

describe('R26: what customers are told 30 days before', () => {
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  beforeAll(async () => {
    accounts = await startAccounts({}, '2027-01-20T09:00:00Z');
    peers = await Promise.all([
      Peer.start(accounts, 'numbers', willingNumbers()),
      Peer.start(accounts, 'billing', willingBilling()),
    ]);
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });

  it('prices that rise: one mail names old and new prices and the way out, however often it is told', async () => {
    const request = mario();
    const {
      contract: { id: contractId, contractNumber, customerId },
    } = await accounts.call(accountsRpc.register, request);
    const rise = {
      contractId,
      customerId,
      contractNumber,
      version: '2027-1',
      from: '2027-03-01',
      changes: [
        {
          product: 'extension',
          quantity: 2,
          nameIt: 'Interno',
          nameEn: 'Extension',
          oldGrossCents: 366,
          newGrossCents: 488,
        },
      ],
      oldMonthlyGrossCents: 610,
      newMonthlyGrossCents: 732,
    };
    for (let again = 0; again < 3; again++) await accounts.publish(priceRiseAnnounced, contractId, rise);
    const [mail] = await eventually('the mail', async () => {
      const found = (await mailsTo(request.email)).filter(
        (text) => text.includes('2 x Extension') || text.includes('2 x Interno'),
      );
      return found.length > 0 ? found : undefined;
    });
    for (const said of ['3.66', '4.88', '6.10', '7.32', '1 March 2027', 'at no cost']) expect(mail).toContain(said);
    expect(await accounts.database.collection('emails').countDocuments({ template: 'priceRise', customerId })).toBe(1);
  });

  it('new terms: each customer is mailed once, its contract keeps that it was told, and they hold once everyone’s notice is over', async () => {
    const request = mario();
    const {
      contract: { id: contractId, customerId },
    } = await accounts.call(accountsRpc.register, request);
    const terms = accounts.get(Terms);
    const [first] = terms.versions;
    const next: TermsVersion = {
      ...first!,
      version: '2027-1',
      from: '2027-03-01',
      announced: '2027-01-20',
      changes: { it: 'cambia il foro', en: 'another court' },
    };
    Object.assign(terms, { versions: [first, next] });
    await terms.announcements.see('terms', next, false);
    accounts.clock.moveTo(new Date('2027-03-02T09:00:00Z'));
    expect((await terms.inForce()).version).toBe('2026-1');
    accounts.clock.moveTo(new Date('2027-02-10T09:00:00Z'));
    await Promise.all([accounts.get(TermsAnnouncer).run(), accounts.get(TermsAnnouncer).run()]);
    await accounts.get(TermsAnnouncer).run();
    expect(await accounts.database.collection('emails').countDocuments({ template: 'termsChange', customerId })).toBe(
      1,
    );
    expect((await accounts.call(accountsRpc.getContract, { contractId })).terms).toMatchObject([
      { version: '2026-1', how: 'accepted' },
      { version: '2027-1', how: 'notified' },
    ]);
    await eventually('the mail', async () =>
      (await mailsTo(request.email)).some((text) => text.includes('another court') && text.includes('12 March 2027')),
    );
    accounts.clock.moveTo(new Date('2027-03-11T09:00:00Z'));
    expect((await terms.inForce()).version).toBe('2026-1');
    const { contract } = await accounts.call(accountsRpc.register, mario());
    await eventually(
      'whoever registers meanwhile to be told',
      async () =>
        (
          await accounts.database
            .collection('emails')
            .findOne({ template: 'registered', customerId: contract.customerId })
        )?.data.termsVersion === '2027-1',
    );
    accounts.clock.moveTo(new Date('2027-03-12T09:00:00Z'));
    expect((await terms.inForce()).version).toBe('2027-1');
  });
});
