import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import { customer, Person, admin, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const START = '2027-04-01T08:00:00Z';
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
/** 854 cents in a month of 30 days. */
const SERVICES = [{ product: 'pbx_basic', quantity: 1 }];

/** What each service may keep: in the copy that customers get, or of nobody, for the reason that stands beside it. */
const KEPT: Record<Parameters<System['database']>[0], { copied: string[]; ofNobody: Record<string, string> }> = {
  accounts: {
    copied: [
      'customers',
      'users',
      'sessions',
      'contracts',
      'details_changes',
      'emails',
      'staff_actions',
      'data_exports',
      'erasures',
      'sagas',
    ],
    ofNobody: {
      registrations_counted: 'counts by a hash, for limits',
      one_time_tokens: 'names a user by id and expires',
      sign_in_failures: 'counts, and expires',
      counters: 'numbers of contracts',
      data_export_parts: 'the copy itself',
      data_export_pieces: 'the copy itself',
      announcements: 'versions of the terms',
    },
  },
  numbers: {
    copied: ['numbers', 'holder_register', 'holder_identities', 'port_ins', 'port_outs'],
    ofNobody: {
      blocks: 'numbers',
      stock: 'counts',
      stocks: 'counts',
      port_claims: 'numbers of orders',
      register_inquiries: 'what authorities and staff asked',
      carrier_messages: 'what operators exchanged about the orders',
    },
  },
  billing: {
    copied: [
      'accounts',
      'entries',
      'invoices',
      'refunds',
      'payments',
      'unmatched_transfers',
      'adjustments',
      'change_orders',
      'calls',
      'call_rejects',
      'refused_calls',
      'call_settings',
      'call_settings_changes',
    ],
    ofNobody: {
      announcements: 'versions of the catalogue',
      basis_switches: 'days',
      card_refunds: 'sums told of payments by their ids',
      document_dues: 'which movements are still to be invoiced',
      allowance_uses: 'sums of calls',
      traffic_days: 'sums of calls',
      call_files: 'how far files were read',
      traffic_expiries: 'how many calls were removed',
      call_reservations: 'calls that are going on',
      call_reservation_guards: 'locks',
      debt_cases: 'counts of reminders',
      bank_bookings:
        'lines of bank statements, as a proof that each counts once: what was booked is in the copy; payers go after their time',
      bank_booking_locks: 'locks',
      bank_claims: 'references of banks',
      invoice_counters: 'counts',
      invoice_runs: 'months',
      number_movements: 'numbers',
      sdi_messages: 'what SdI said of invoices, as it came',
      provisioning: 'what the switch was told of services',
      refund_batches: 'files for banks, which go after their time: each refund is in the copy',
      renewal_runs: 'months',
      renewal_shards: 'months',
    },
  },
  tickets: {
    copied: ['tickets', 'messages', 'attachments', 'volturas'],
    ofNobody: {
      audit: 'what staff did',
      voltura_contracts: 'when a contract ended',
      mails: 'which message went out when',
      customer_names: 'the name, as accounts has it',
      views: 'of staff',
      macros: 'of staff',
      number_blocks: 'numbers of tickets',
      leases: 'of processes',
    },
  },
};
const OF_THE_PLATFORM = ['outbox', 'inbox', 'idempotency_keys', 'sagas', 'leases', 'clock', 'dead_letters'];

describe('consumers, their contract and their data', () => {
  let system: System;
  let root: Person;
  beforeAll(async () => {
    system = await System.start({ at: START });
    await stock(system, '02', 100);
    root = await admin(system);
  });
  afterAll(() => system.stop());

  const own = async (someone: Customer): Promise<string> => (await someone.contract()).customerId;
  const register = (someone: Customer, more: object) =>
    someone.request('post', '/v1/registrations', {
      email: someone.email,
      password: someone.password,
      holder: {
        kind: 'private',
        givenName: 'Mario',
        familyName: 'Rossi',
        codiceFiscale: 'RSSMRA85T10A562S',
        address: { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' },
      },
      services: SERVICES,
      district: '02',
      termsAccepted: true,
      ...more,
    });

  it('R26: the terms are public, a registration names the version that it accepts, and the contract keeps it with its hash', async () => {
    const anyone = new Person(system, 'nobody@example.com', '-');
    const { inForce } = await anyone.get('/v1/terms');
    const { sha256, text } = await anyone.get(`/v1/terms/${inForce}`);
    expect(text).toContain('TERMS OF CONTRACT');
    const refused = await register(customer(system), { termsVersion: '2019-9' });
    expect([refused.status, refused.body.code, refused.body.details.inForce]).toEqual([
      409,
      'terms_not_in_force',
      inForce,
    ]);
    const { status, body } = await register(customer(system), { termsVersion: inForce });
    expect([status, body.contract.terms]).toEqual([
      201,
      [{ version: inForce, sha256, language: 'en', how: 'accepted', at: expect.any(String) }],
    ]);
  });

  it('R25: 854 cents for a month of 30 days, withdrawn on day 6: 171 kept and 683 back; all 854 back without the request to start at once', async () => {
    await system.moveClock(START);
    const at = async (immediateStart: boolean): Promise<Customer> => {
      const someone = customer(system);
      const { body } = await register(someone, immediateStart ? { immediateStart } : {});
      Object.assign(someone, { contractId: body.contract.id });
      await someone.signIn();
      expect(body.amountDueCents).toBe(854);
      await someone.topUp(854);
      await someone.becomes('active');
      return someone;
    };
    const [asked, silent] = [await at(true), await at(false)];
    await system.moveClock('2027-04-06T09:00:00Z');
    for (const [someone, keptCents, refundCents] of [
      [asked, 171, 683],
      [silent, 0, 854],
    ] as const) {
      await someone.signIn();
      const path = `/v1/contracts/${someone.contractId}/withdrawal`;
      await someone.post(path, { iban: 'IT60X0542811101000000123456', accountHolder: 'Mario Rossi' });
      await someone.becomes('cancelled');
      expect(await someone.get(path)).toMatchObject({ state: 'completed', keptCents, refundCents });
      expect((await someone.get<{ items: object[] }>('/v1/refunds')).items).toMatchObject([
        { amountCents: refundCents, state: 'requested' },
      ]);
    }
    expect(JSON.parse(await system.cli('billing', 'ledger', 'verify', '--json'))).toMatchObject({ problems: [] });
  });

  describe('R29', () => {
    let ada: Customer;
    let ticketId: string;
    let portInId: string;
    beforeAll(async () => {
      ada = await customer(system).active();
      const portIn = await ada.post<{ id: string }>(`/v1/contracts/${ada.contractId}/port-ins`, {
        ranges: [{ from: '+390298887701', count: 1 }],
        donor: 'Operatore S.p.A.',
        migrationCode: 'ABC0212345678999K',
        holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' },
        keepFirstNumber: true,
      });
      portInId = portIn.id;
      await ada
        .request('post', `/v1/port-ins/${portInId}/documents`)
        .field('kind', 'identity')
        .attach('files', PDF, 'identity.pdf');
      ({ id: ticketId } = await ada.post<{ id: string }>('/v1/tickets', {
        category: 'technical',
        subject: 'No sound',
        text: 'I hear nothing at all',
      }));
      await ada.request('post', `/v1/tickets/${ticketId}/attachments`).attach('files', PDF, 'phone.pdf');
    });

    it('an address is corrected without a voltura, with its history; the holder register stays true', async () => {
      const address = { street: 'Corso Italia 7', cap: '10121', city: 'Torino', province: 'TO' };
      expect(await ada.put('/v1/customer/details', { address })).toMatchObject({
        identity: { address },
        changes: [{ byKind: 'customer', before: { address: { city: 'Milano' } }, after: { address } }],
      });
      await eventually(
        'billing to know',
        async () =>
          (
            await system
              .database('billing')
              .collection<{ _id: string; holder: { identity: { address: { city: string } } } }>('accounts')
              .findOne({ _id: ada.contractId })
          )?.holder.identity.address.city === 'Torino',
      );
      const { holding } = await root.post<{ holding: { holder: object } }>(
        `/v1/staff/numbers/${encodeURIComponent(ada.number)}/holder-inquiries`,
        { at: new Date(Date.parse(START) + 6 * 86_400_000).toISOString(), reason: 'Decreto 1234/2027' },
      );
      expect(holding.holder).toMatchObject({ name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' });
    });

    it('a copy holds what all four services keep, and nothing of anybody else', async () => {
      const { id } = await ada.post<{ id: string }>('/v1/data-exports');
      await eventually('the copy', async () => (await ada.get(`/v1/data-exports/${id}`)).state === 'ready');
      const { body, headers } = await ada
        .request('get', `/v1/data-exports/${id}/archive.zip`)
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
        });
      expect(headers['content-type']).toContain('application/zip');
      const files: Unzipped = unzipSync(body as Buffer);
      const names = Object.keys(files);
      for (const name of [
        'accounts/customer.json',
        'accounts/emails.json',
        'numbers/holder-register.json',
        'numbers/port-ins.json',
        'billing/movements.json',
        'billing/accounts.json',
        'tickets/messages.json',
      ])
        expect(names).toContain(name);
      expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
      const all = Object.values(files)
        .map((bytes) => strFromU8(bytes))
        .join('\n');
      for (const mine of ['Corso Italia 7', 'I hear nothing at all', ada.number, ada.email])
        expect(all).toContain(mine);
      const { body: stranger } = await register(customer(system), {});
      expect([all.includes(stranger.contract.customerId), all.includes('passwordHash')]).toEqual([false, false]);
    });

    it('every collection of every service is in the copy, or keeps nothing of a customer', async () => {
      for (const [service, { copied, ofNobody }] of Object.entries(KEPT)) {
        const found = (await system.database(service as 'accounts').listCollections())
          .map(({ name }) => name)
          .filter((name) => !name.startsWith('system.') && !OF_THE_PLATFORM.includes(name));
        const known = [...copied, ...Object.keys(ofNobody)];
        expect([service, found.filter((name) => !known.includes(name))]).toEqual([service, []]);
      }
    });

    it('an erasure is refused with what is open; afterwards what the law keeps is told with why and until when, and the rest is gone', async () => {
      const customerId = await own(ada);
      const codes = async (): Promise<string[]> => {
        const { status, body } = await ada.request('post', '/v1/erasures', {});
        expect([status, body.code]).toEqual([409, 'erasure_blocked']);
        return body.details.obstacles.map(({ code }: { code: string }) => code);
      };
      expect(await codes()).toEqual(expect.arrayContaining(['contract_active', 'ticket_open', 'port_open']));
      await ada.post(`/v1/contracts/${ada.contractId}/cancellation`);
      await ada.becomes('cancelled');
      expect(await codes()).toEqual(['ticket_open']);
      const { version } = await root.get<{ version: number }>(`/v1/staff/tickets/${ticketId}`);
      await root.post(`/v1/staff/tickets/${ticketId}/resolve`, { version });
      await ada.post('/v1/erasures');
      const path = `/v1/staff/customers/${customerId}/erasures`;
      const view = await eventually('the erasure', async () => {
        const {
          items: [last],
        } = await root.get<{
          items: {
            state: string;
            kept: { what: string; basis: string; until?: string }[];
            erased: { what: string }[];
          }[];
        }>(path);
        return last!.state === 'completed' ? last! : undefined;
      });
      expect(view.kept.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['contracts', 'accounting', 'holder_register', 'porting']),
      );
      expect(view.kept.every(({ basis, until }) => basis.length > 0 && until !== undefined)).toBe(true);
      expect(view.erased.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['messages', 'attachments', 'emails', 'sign_ins']),
      );
      const stored = JSON.stringify(
        await Promise.all([
          system.database('tickets').collection('messages').find({ ticketId }).toArray(),
          system.database('accounts').collection('users').find({ customerId }).toArray(),
        ]),
      );
      expect(stored).toBe('[[],[]]');
      expect((await ada.request('post', '/v1/auth/sign-in', { email: ada.email, password: ada.password })).status).toBe(
        401,
      );
      expect(JSON.parse(await system.cli('numbers', 'register', 'verify', '--json'))).toMatchObject({ problems: [] });
    });
  });
});
