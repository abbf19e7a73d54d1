import { getModelToken } from '@nestjs/mongoose';
import fc from 'fast-check';
import type { Model } from 'mongoose';
import { Stripe } from 'stripe';
import { billingChangesRpc } from '#libs/api/billing/changes.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingRefundsRpc, type RefundView } from '#libs/api/billing/refunds.js';
import { billingTrafficRpc, type CallRecord } from '#libs/api/billing/traffic.js';
import { nextPeriod, periodOf, periodsBetween, startOfPeriod, type Period } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { micros, roundMicros } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import type { InvoicingBasis } from '../src/pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../src/pricing/catalogue/catalogue.service.js';
import { EntryDocuments } from '../src/documents/invoices/entry-documents.service.js';
import type { Invoice } from '../src/documents/invoices/invoice.schema.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { paidIn } from '../src/credit/ledger/ledger.rules.js';
import type { Refund } from '../src/refunds/refund.schema.js';
import { PortedNumbers } from '../src/contract/porting/ported-numbers.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import type { Call, TrafficDay } from '../src/calls/traffic/traffic.schema.js';
import { IBANS, sequence, type Move, type Of, type Step } from './random-steps.js';
import { Books, customerOf, operator } from './support.js';

const START = '2026-11-10T10:00:00Z';
const RUNS = Number(process.env.PROPERTY_RUNS ?? 12);
const SECRET = 'whsec_the_secret_of_this_webhook';
const MAY_LEAVE_DEBT = ['renewal', 'traffic', 'top_up_refunded', 'top_up_disputed', 'credit_converted'];
/** R24: what is invoiced, by the month. */
const BASES: Readonly<Record<string, (month: number) => InvoicingBasis>> = {
  consumption: () => 'consumption',
  'top-ups': () => 'top_up',
  'one and the other, month by month': (month) => (month % 2 === 0 ? 'top_up' : 'consumption'),
};

describe.each(Object.entries(BASES))(
  'R6–R18, R24 (%s is invoiced): any sequence of top-ups, changes, ports, months, calls, endings and refunds, repeated and reordered at random',
  (_name, basisOf) => {
    let billing: ServiceUnderTest;
    let books: Books;
    let refunds: Model<Refund>;
    let calls: Model<Call>;
    let trafficDays: Model<TrafficDay>;
    let work: UnitOfWork;
    let ported = 0;
    const sent: CallRecord[] = [];
    /** Of the contract at hand: what its answers promised, calls that go on, and how many entries it had when it was seen to have ended. */
    let promised = { toppedUp: 0, ordered: 0 };
    let inProgress: CallRecord[] = [];
    let entriesAtEnd: number | undefined;

    beforeAll(async () => {
      Object.assign(process.env, {
        PAYMENT_SIMULATOR: 'off',
        STRIPE_SECRET_KEY: 'sk_test_none',
        STRIPE_WEBHOOK_SECRET: SECRET,
        OPERATOR_IBAN: IBANS[0],
        REFUND_FOUR_EYES_CENTS: '10000000',
      });
      billing = await ServiceUnderTest.start('billing', BillingModule, START);
      books = new Books(billing);
      const [version] = billing.get(Catalogue).versions;
      const months = periodsBetween('2026-01', '2040-12').map((period, month) => ({
        ...version!,
        version: period,
        from: `${period}-01`,
        invoicing: basisOf(month),
      }));
      Object.assign(billing.get(Catalogue), { versions: months });
      work = billing.get(UnitOfWork);
      refunds = billing.app.get(getModelToken('Refund'));
      calls = billing.app.get(getModelToken('Call'));
      trafficDays = billing.app.get(getModelToken('TrafficDay'));
      Object.assign(billing.get(OperatorConfig), {
        OPERATOR_VAT_NUMBER: '00743110157',
        OPERATOR_STREET: 'Via Dante 1',
        OPERATOR_CAP: '20121',
        OPERATOR_CITY: 'Milano',
        OPERATOR_PROVINCE: 'MI',
      });
    });
    afterAll(async () => {
      for (const name of [
        'PAYMENT_SIMULATOR',
        'STRIPE_SECRET_KEY',
        'STRIPE_WEBHOOK_SECRET',
        'OPERATOR_IBAN',
        'REFUND_FOUR_EYES_CENTS',
      ])
        delete process.env[name];
      await billing.stop();
    });

    const ago = (hours: number): string => new Date(billing.clock.now().getTime() - hours * 3_600_000).toISOString();

    /** Asks again what was not answered in time: it may have been done. */
    const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
      try {
        return await ask();
      } catch (error) {
        if ((error as { code?: string }).code === 'service_unavailable') return patiently(ask);
        throw error;
      }
    };
    /** Refusals are part of the game. */
    const repeated = <T>(often: number, ask: () => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
      Promise.allSettled(Array.from({ length: often }, () => patiently(ask)));
    const answersOf = <T>(outcomes: readonly PromiseSettledResult<T>[]): T[] =>
      outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

    const take: { readonly [Kind in Step['kind']]: (of: Account, doing: Of<Kind>) => Promise<unknown> } = {
      topUp: async (of, doing) => {
        const transfer = {
          contractId: of._id,
          amountCents: doing.cents,
          bankReference: newId('bnk'),
          receivedOn: '2026-11-10',
        };
        const answers = answersOf(
          await repeated(doing.times, () => billing.call(billingPaymentsRpc.bookBankTransfer, transfer, operator)),
        );
        if (answers.length > 0) promised.toppedUp += doing.cents;
      },
      card: async (of, { cents, news, atOnce }) => {
        const told = notifications(of._id, cents);
        // News of a refund or a dispute tells of a payment too, where they overtake it.
        let paid = false;
        const tell = (what: (typeof news)[number]) =>
          patiently(() => notify(told[what])).then(
            () => void (paid = true),
            () => undefined,
          );
        if (atOnce) await Promise.all(news.map(tell));
        else for (const what of news) await tell(what);
        if (paid) promised.toppedUp += cents;
      },
      change: async (of, doing) => {
        const order = await billing
          .call(
            billingChangesRpc.quote,
            { contractId: of._id, services: [{ product: doing.product, quantity: doing.quantity }] },
            customerOf(of),
          )
          .catch(() => undefined);
        if (!order) return;
        const answers = answersOf(
          await repeated(doing.times, () =>
            billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId: order.changeId }, customerOf(of)),
          ),
        );
        if (answers.some(({ state }) => state === 'applied')) promised.ordered += order.chargeCents;
      },
      month: (_of, doing) => {
        billing.clock.moveTo(new Date(startOfPeriod(nextPeriod(periodOf(billing.clock.now()))).getTime() + 3_600_000));
        return repeated(doing.times, () => billing.get(Renewals).runDue());
      },
      calls: async (of, doing) => {
        const startedAt = ago(doing.hoursAgo);
        const fresh = doing.seconds.map(
          (seconds): CallRecord => ({
            callId: newId('call'),
            contractId: of._id,
            from: '+390212345678',
            to: '+393351234567',
            startedAt,
            seconds,
          }),
        );
        if (doing.asked)
          await Promise.allSettled(
            fresh.map(({ callId, to }) =>
              billing.call(billingTrafficRpc.authorise, { callId, contractId: of._id, to }, operator),
            ),
          );
        const late = doing.again ? sent.filter(({ contractId }) => contractId === of._id).slice(-5) : [];
        const ended = doing.goesOn ? [] : [...inProgress.splice(0), ...fresh];
        if (doing.goesOn) inProgress.push(...fresh);
        sent.push(...ended);
        await repeated(doing.times, () =>
          billing.call(billingTrafficRpc.recordCalls, { records: [...late, ...ended].toReversed() }, operator),
        );
      },
      post: (_of, doing) => repeated(doing.times, () => billing.get(TrafficPosting).postDaysBefore()),
      endOfMonth: (of, { withdrawn, times: often }) =>
        repeated(often, () =>
          billing.call(billingLifecycleRpc.scheduleEnd, {
            contractId: of._id,
            ...(withdrawn ? {} : { endsAt: startOfPeriod(nextPeriod(periodOf(billing.clock.now()))).toISOString() }),
          }),
        ),
      cameIn: ({ _id: contractId, customerId }, { numbers, hoursAgo, times: often }) => {
        const body = {
          portInId: newId('pin'),
          contractId,
          customerId,
          numbers: Array.from({ length: numbers }, () => `+3906${String(++ported).padStart(8, '0')}`),
          at: ago(hoursAgo),
        };
        return repeated(often, () => work.run((tx) => billing.get(PortedNumbers).cameIn(body, tx)));
      },
      wentOut: async ({ _id: contractId, customerId }, { which, hoursAgo, times: often }) => {
        const { numbers } = await books.account(contractId);
        if (numbers.length === 0) return;
        const body = {
          contractId,
          customerId,
          number: numbers[which % numbers.length]!,
          recipient: 'Altro Operatore',
          last: numbers.length === 1,
          at: ago(hoursAgo),
        };
        await repeated(often, () => work.run((tx) => billing.get(PortedNumbers).wentOut(body, tx)));
      },
      refund: async (of, doing) => {
        for (const what of doing.doing)
          for (const { id } of await refundsOf(of)) await repeated(doing.times, () => move(id, what));
      },
      end: (of, { iban, times: often }) =>
        repeated(often, () =>
          billing.call(billingLifecycleRpc.terminate, {
            contractId: of._id,
            endedAt: billing.clock.now().toISOString(),
            reason: 'cancelled',
            ...(iban ? { iban, accountHolder: 'Mario Rossi' } : {}),
          }),
        ),
    };

    const refundsOf = async (of: Account): Promise<RefundView[]> =>
      (await billing.call(billingRefundsRpc.listRefunds, { contractId: of._id }, operator)).items;

    async function move(refundId: string, what: Move): Promise<unknown> {
      if (what === 'iban')
        return billing.call(
          billingRefundsRpc.setRefundIban,
          { refundId, iban: IBANS[1], accountHolder: 'Rossi Mario' },
          { ...operator, id: newId('usr') },
        );
      if (what === 'export') return billing.call(billingRefundsRpc.exportRefunds, {}, operator);
      const { endToEndId, iban = IBANS[0] } = await billing.call(billingRefundsRpc.getRefund, { refundId }, operator);
      if (what === 'approve') return billing.call(billingRefundsRpc.approveRefund, { refundId, iban }, operator);
      return (
        endToEndId &&
        billing.call(
          billingRefundsRpc.importBankStatus,
          { content: `end_to_end_id,status,reason\n${endToEndId},${what},AC01` },
          operator,
        )
      );
    }

    function notifications(contractId: string, cents: number): Record<Of<'card'>['news'][number], object> {
      const intent = `pi_${newId('x').slice(2)}`;
      const dispute = {
        id: `dp_${intent}`,
        object: 'dispute',
        payment_intent: intent,
        amount: cents,
        currency: 'eur',
        metadata: {},
      };
      const event = (type: string, object: object) => ({ id: newId('evt'), object: 'event', type, data: { object } });
      const refunded = (total: number) =>
        event('charge.refunded', {
          id: `ch_${intent}`,
          object: 'charge',
          payment_intent: intent,
          amount_captured: cents,
          amount_refunded: total,
          currency: 'eur',
          metadata: { contractId },
        });
      return {
        paid: event('payment_intent.succeeded', {
          id: intent,
          object: 'payment_intent',
          amount_received: cents,
          currency: 'eur',
          metadata: { contractId },
        }),
        'refunded part': refunded(Math.floor(cents / 2)),
        refunded: refunded(cents),
        disputed: event('charge.dispute.created', { ...dispute, status: 'needs_response' }),
        won: event('charge.dispute.closed', { ...dispute, status: 'won' }),
      };
    }
    const notify = (event: object) => {
      const payload = JSON.stringify(event);
      return billing.call(billingPaymentsRpc.notifyPayment, {
        payload,
        signature: Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET }),
      });
    };

    /** What must hold after every step. */
    async function check(of: Account): Promise<void> {
      await books.prove();
      const entries = await books.entries.find({ contractId: of._id }).sort({ seq: 1 }).lean<LedgerEntry[]>();
      const months = entries.filter(({ cause }) => cause === 'renewal').map(({ details }) => String(details.period));
      expect(months).toEqual([...new Set(months)].toSorted());
      for (const { cause, balanceCents, creditCents } of entries)
        if (balanceCents < 0 && creditCents < 0) expect(MAY_LEAVE_DEBT).toContain(cause);
      checkPromised(entries);
      const { state, chargedThrough, closedAt } = await books.account(of._id);
      if (state === 'closed') checkEnd(entries, closedAt!);
      if (state !== 'closed' && months.length > 0) expect(months.at(-1)).toBe(chargedThrough);
      checkRefunds(entries, await refunds.find({ contractId: of._id }).lean<Refund[]>());
    }

    /** Each top-up that was answered is credited once, each order that was applied is charged once, at its quote. */
    function checkPromised(entries: readonly LedgerEntry[]): void {
      const sum = (some: readonly LedgerEntry[]): number =>
        some.reduce((total, { creditCents }) => total + creditCents, 0);
      const paid = entries
        .filter(({ cause }) => cause === 'top_up')
        .reduce((total, { postings }) => total + paidIn(postings), 0);
      const ordered = entries.filter(
        ({ cause, details, key }) =>
          cause === 'upgrade' && details.portInId === undefined && !key.startsWith('postponed:'),
      );
      expect([paid, 0 - sum(ordered)]).toEqual([promised.toppedUp, promised.ordered]);
    }

    /** R14: no month from the end on stays charged, and no traffic makes a debt after it. */
    function checkEnd(entries: readonly LedgerEntry[], endedAt: Date): void {
      const later = entries.filter(
        ({ cause, details }) =>
          ['renewal', 'charge_returned'].includes(cause) && startOfPeriod(details.period as Period) >= endedAt,
      );
      expect(later.reduce((total, { creditCents }) => total + creditCents, 0)).toBe(0);
      entriesAtEnd ??= entries.length;
      expect(entries.slice(entriesAtEnd).filter(({ cause }) => cause === 'renewal' || cause === 'upgrade')).toEqual([]);
      expect(
        entries.filter(({ cause, at, balanceCents }) => cause === 'traffic' && at > endedAt && balanceCents < 0),
      ).toEqual([]);
    }

    /** A refund is paid once at most, less what came back; what is not paid is owed. */
    function checkRefunds(entries: readonly LedgerEntry[], rows: readonly Refund[]): void {
      for (const { _id, state, amountCents } of rows) {
        const issueOf = ({ details }: LedgerEntry): boolean =>
          String(details.reference).startsWith(_id.slice(4).toUpperCase());
        const paid =
          entries.filter((entry) => entry.cause === 'refund_paid' && issueOf(entry)).length -
          entries.filter((entry) => entry.cause === 'refund_returned' && issueOf(entry)).length;
        expect([_id, paid]).toEqual([_id, state === 'executed' ? 1 : 0]);
        expect(
          entries
            .filter(({ cause, details }) => cause === 'refund' && details.refundId === _id)
            .flatMap(({ postings }) => postings)
            .filter(({ account }) => account === 'refunds_payable')
            .map((posting) => posting.amountCents),
        ).toEqual([amountCents]);
      }
    }

    /** Once all is posted: each call was rated once, and each day came to its calls, to the cent. */
    async function checkTraffic(of: Account): Promise<void> {
      sent.push(...inProgress);
      await billing.call(billingTrafficRpc.recordCalls, { records: inProgress }, operator).catch(() => undefined);
      billing.clock.moveTo(new Date(billing.clock.now().getTime() + 86_400_000));
      await billing.get(TrafficPosting).postDaysBefore();
      const rated = await calls.find({ contractId: of._id }).lean<Call[]>();
      const wanted = new Set(sent.filter(({ contractId }) => contractId === of._id).map(({ callId }) => callId));
      expect(rated.every(({ _id }) => wanted.has(_id))).toBe(true);
      const days = new Map<string, number>();
      for (const { day, netMicros } of rated) days.set(day, (days.get(day) ?? 0) + netMicros);
      const entries = await books.entries.find({ contractId: of._id, cause: 'traffic' }).lean<LedgerEntry[]>();
      for (const [day, netMicros] of days) {
        const posted = entries
          .filter(({ details }) => details.day === day)
          .flatMap(({ postings }) => postings)
          .filter(({ account }) => account === 'revenue');
        // What an ended contract's credit did not pay for was let go, and nothing else (R14).
        const { waivedNetCents = 0 } = await trafficDays.findById(`${of._id}:${day}`).lean<TrafficDay>().orFail();
        if (waivedNetCents > 0) expect(await books.account(of._id)).toMatchObject({ state: 'closed' });
        expect([day, waivedNetCents + posted.reduce((total, { amountCents }) => total + amountCents, 0)]).toEqual([
          day,
          roundMicros(micros(netMicros)),
        ]);
      }
    }

    /** Money in is consumed, given back or held; what is owed back is what refunds say; invoices come to what was consumed. */
    async function checkHouse(): Promise<void> {
      const totals = await billing.get(HouseAccounts).totals();
      const sum = (...accounts: string[]): number =>
        totals.filter(({ account }) => accounts.includes(account)).reduce((total, { cents }) => total + cents, 0);
      expect(
        sum('bank', 'payment_provider') +
          sum('revenue', 'output_vat') +
          sum('refunds_payable') +
          sum('customer_credit') +
          sum('adjustments'),
      ).toBe(0);
      const owed = await refunds.find({ state: { $ne: 'executed' } }).lean<Refund[]>();
      expect(sum('refunds_payable')).toBe(owed.reduce((total, { amountCents }) => total + amountCents, 0));
      billing.clock.moveTo(new Date(billing.clock.now().getTime() + 60 * 86_400_000));
      await billing.get(EntryDocuments).issuePending();
      for (const period of new Set(totals.map((row) => row.period)))
        expect((await billing.get(Invoicing).issue(period as Period)).failures).toEqual([]);
      const invoices = await billing.app
        .get<Model<Invoice>>(getModelToken('Invoice'))
        .find({}, { xml: 0 })
        .lean<Invoice[]>();
      const signed = (of: 'netCents' | 'vatCents'): number =>
        invoices.reduce((total, invoice) => total + (invoice.kind === 'TD04' ? -invoice[of] : invoice[of]), 0);
      expect(signed('vatCents')).toBe(sum('output_vat'));
      if (invoices.every(({ kind }) => kind !== 'TD01')) expect(signed('netCents')).toBe(sum('revenue'));
      expect(invoices.filter(({ kind, corrects = [] }) => kind === 'TD04' && corrects.length === 0)).toEqual([]);
    }

    it('the ledger is proven, each month and call is charged once, credit goes below zero only by what may, refunds are paid once, and money in is consumed, owed back or held', async () => {
      await fc.assert(
        fc.asyncProperty(sequence, async (steps) => {
          // Time goes on: an account is converted by a switch once.
          const period = nextPeriod(periodOf(billing.clock.now()));
          billing.clock.moveTo(new Date(`${period}-10T10:00:00Z`));
          await books.accounts.updateMany(
            { state: 'active' },
            { $set: { state: 'closed', closedAt: billing.clock.now() }, $inc: { version: 1 } },
          );
          const of = await books.active({
            contractNumber: 'C00000042',
            chargedThrough: period,
            activatedAt: new Date(`${period}-01T10:00:00Z`),
          });
          [promised, inProgress, entriesAtEnd] = [{ toppedUp: 0, ordered: 0 }, [], undefined];
          for (const doing of steps) {
            await take[doing.kind](of, doing as never);
            await check(of);
          }
          await checkTraffic(of);
          await check(of);
        }),
        { numRuns: RUNS },
      );
      await checkHouse();
    }, 240_000);
  },
);
