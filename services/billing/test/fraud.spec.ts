import { systemActor, type Actor } from '#libs/api/kernel/actor.js';
import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingCallRejectsRpc } from '#libs/api/billing/call-rejects.js';
import { billingPaymentsRpc, handBookingUnproven } from '#libs/api/billing/payments.js';
import { billingRefundsRpc, type RefundView } from '#libs/api/billing/refunds.js';
import { billingTrafficRpc } from '#libs/api/billing/traffic.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { Account } from '../src/account/account.schema.js';
import { HandBookings } from '../src/bank/payments/hand-bookings.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { Books, customerOf } from './support.js';

const IBAN = 'IT60X0542811101000000123456';
const TODAY = '2026-11-20';
const FOUR_EYES = 50_000;
const job = systemActor('statements');
const staff = (): Actor => ({ kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 });

describe('one person alone', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  const [anna, bruno] = [staff(), staff()];
  let bookings = 0;

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, `${TODAY}T09:00:00Z`);
    books = new Books(billing);
  });
  afterAll(() => billing.stop());

  const reference = (): string => `INVENTED-${++bookings}`;
  const byHand = (of: Account, amountCents: number, bankReference = reference(), by = anna) =>
    billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId: of._id, amountCents, bankReference, receivedOn: TODAY },
      by,
    );
  const statement = (
    text: string,
    amountCents: number,
    bankReference = reference(),
  ): string => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>
    <Ntry><Amt Ccy="EUR">${(amountCents / 100).toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${TODAY}</Dt></BookgDt><AcctSvcrRef>${bankReference}</AcctSvcrRef>
    <NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
  const load = (content: string, by: Actor) => billing.call(billingRefundsRpc.importStatement, { content }, by);
  const adjust = (of: Account, amountCents: number) =>
    billing.call(billingAdjustmentsRpc.book, { contractId: of._id, amountCents, reason: 'Due giorni di guasto' }, anna);
  const assign = async (of: Account, amountCents: number) => {
    const {
      transfers: [transfer],
    } = await load(statement('nobody in particular', amountCents), job);
    const { items } = await billing.call(billingRefundsRpc.listUnmatched, { assigned: false }, anna);
    await billing.call(
      billingRefundsRpc.assignTransfer,
      {
        transferId: items.find(({ bankReference }) => bankReference === transfer!.bankReference)!.id,
        contractId: of._id,
      },
      anna,
    );
  };
  const correctCall = async (of: Account) => {
    const call = {
      callId: newId('call'),
      contractId: of._id,
      from: '+390212345678',
      to: '+393351234567',
      startedAt: '2026-11-19T08:00:00Z',
      seconds: 600,
    };
    await books.accounts.updateOne({ _id: of._id }, { $set: { activatedAt: new Date('2026-11-01T10:00:00Z') } });
    await billing.call(billingTrafficRpc.recordCalls, { records: [call, { ...call, seconds: 0 }] });
    await billing.get(TrafficPosting).postDaysBefore();
    const { items } = await billing.call(billingCallRejectsRpc.list, {}, anna);
    await billing.call(
      billingCallRejectsRpc.accept,
      { rejectId: items[0]!.id, reason: 'The switch wrote it twice' },
      anna,
    );
    await books.topUp(of._id, 100);
  };

  /** The contract ends, and its credit is to go out. */
  const refundOf = async (of: Account): Promise<RefundView> => {
    await books.accounts.updateOne({ _id: of._id }, { $set: { state: 'closed' } });
    return billing.call(
      billingRefundsRpc.openRefund,
      { contractId: of._id, iban: IBAN, accountHolder: of.holder.name },
      customerOf(of),
    );
  };
  const approve = ({ id: refundId }: RefundView, by: Actor) =>
    billing.call(billingRefundsRpc.approveRefund, { refundId, iban: IBAN }, by);
  const stored = ({ id }: RefundView) => billing.database.collection('refunds').findOne({ _id: id as never });

  it.each<[string, (of: Account) => Promise<unknown>]>([
    ['books a transfer by hand that never came', (of) => byHand(of, 4_000)],
    [
      'books one and loads a statement of their own that shows it',
      async (of) => {
        const name = reference();
        await byHand(of, 4_000, name);
        await load(statement('Ricarica', 4_000, name), anna);
      },
    ],
    [
      'books more than the limit by hand, though the bank shows it',
      async (of) => {
        const name = reference();
        await byHand(of, FOUR_EYES + 1, name);
        await load(statement('Ricarica', FOUR_EYES + 1, name), job);
      },
    ],
    ['loads a statement that they wrote', (of) => load(statement(of.paymentReference, 4_000), anna)],
    ['gives an adjustment below the limit', (of) => adjust(of, 4_000)],
    ['assigns a stranger’s transfer', (of) => assign(of, 4_000)],
    ['takes a call record in the place of the one that was charged', (of) => correctCall(of)],
  ])('who %s cannot pay it out: the approval changes nothing, and takes somebody else', async (_how, invent) => {
    const of = await books.active({ paymentReference: 'RF18539007547034' });
    await invent(of);
    const refund = await refundOf(of);
    expect(refund.amountCents).toBeGreaterThan(0);
    const before = await stored(refund);
    await expect(approve(refund, anna)).rejects.toMatchObject({ code: 'own_credit', status: 409 });
    expect(await stored(refund)).toEqual(before);
    expect((await approve(refund, bruno)).approvals).toHaveLength(1);
    await books.accounts.updateOne({ _id: of._id }, { $set: { paymentReference: of._id } });
  });

  it('approves what the bank’s statement shows, up to the limit, as before', async () => {
    const of = await books.active();
    const name = reference();
    await byHand(of, 4_000, name);
    await load(statement('Ricarica', 4_000, name), job);
    expect((await approve(await refundOf(of), anna)).state).toBe('approved');
  });

  it('is reported once when no statement shows a booking within five days', async () => {
    const [proven, unproven] = [await books.active(), await books.active()];
    const name = reference();
    await byHand(proven, 1_000, name);
    await byHand(unproven, 1_500, 'MAI ARRIVATO');
    await load(statement('Ricarica', 1_000, name), job);
    const look = () => billing.get(HandBookings).tellUnproven();
    await look();
    expect(await billing.allSent(handBookingUnproven, unproven._id)).toEqual([]);

    billing.clock.moveTo(new Date('2026-11-25T10:00:00Z'));
    await Promise.all([look(), look()]);
    await look();
    expect(await billing.allSent(handBookingUnproven, unproven._id)).toMatchObject([
      { amountCents: 1_500, bankReference: 'MAI ARRIVATO', bookedBy: anna.id },
    ]);
    expect(await billing.allSent(handBookingUnproven, proven._id)).toEqual([]);
  });
});
