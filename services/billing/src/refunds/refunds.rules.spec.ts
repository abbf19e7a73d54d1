import fc from 'fast-check';
import {
  effectOf,
  endToEndId,
  ofEndToEndId,
  withApproval,
  issueWithIban,
  type BankStatus,
  type RefundFacts,
} from './refunds.rules.js';
import { refundLife } from './refund-life.rules.js';

const IBAN = 'IT60X0542811101000000123456';
const refund = (over: Partial<RefundFacts> = {}): RefundFacts => ({
  _id: 'ref_01k000000000000000000000ab',
  state: 'requested',
  amountCents: 10_000,
  iban: IBAN,
  issue: 1,
  approvals: [],
  ...over,
});
const by = (name: string) => ({ by: name, at: new Date() });
const approved = (of: RefundFacts, ...rest: [ReturnType<typeof by>, number]) => withApproval(of, IBAN, ...rest);

describe('R13: approval', () => {
  it('takes one person up to the threshold and two above it', () => {
    expect(approved(refund({ amountCents: 50_000 }), by('anna'), 50_000).isEnough).toBe(true);
    const once = approved(refund({ amountCents: 50_001 }), by('anna'), 50_000);
    expect(once.isEnough).toBe(false);
    expect(approved(refund({ amountCents: 50_001, ...once }), by('bruno'), 50_000).isEnough).toBe(true);
  });

  it('is for the IBAN that was seen', () => {
    expect(() => approved(refund({ iban: 'DE89370400440532013000' }), by('anna'), 50_000)).toThrow('reviewed');
  });

  it('refuses the same person twice, and the person who gave the IBAN', () => {
    expect(() => approved(refund({ amountCents: 50_001, approvals: [by('anna')] }), by('anna'), 50_000)).toThrow(
      'Another person',
    );
    expect(() => approved(refund({ ibanBy: 'anna' }), by('anna'), 50_000)).toThrow('Another person');
  });

  it('refuses what is not waiting for it', () => {
    for (const [state, words] of [
      ['awaiting_iban', 'waiting for the IBAN'],
      ['approved', 'approved'],
      ['exported', 'sent to the bank'],
      ['executed', 'executed'],
      ['rejected', 'rejected by the bank'],
    ] as const)
      expect(() => approved(refund({ state }), by('anna'), 0)).toThrow(`is ${words}:`);
  });
});

describe('R13: a corrected IBAN', () => {
  it('begins the next issue of a rejected refund', () => expect(issueWithIban(refund({ state: 'rejected' }))).toBe(2));
  it('is refused once the refund was approved', () =>
    expect(() => refundLife.move('approved', 'set_iban', 'customer')).toThrow('approved'));
});

describe('R13: what the bank reports', () => {
  it('names each issue once, within the 35 characters of SEPA', () => {
    expect(endToEndId(refund({ issue: 2 }))).toBe('01K000000000000000000000AB-2');
    expect(ofEndToEndId('01K000000000000000000000AB-2')).toEqual({ refundId: refund()._id, issue: 2 });
    expect(ofEndToEndId('NOTPROVIDED')).toBeUndefined();
  });

  it('executes and rejects what was exported, and takes back what came back', () => {
    for (const status of ['accepted', 'questioned'] as const)
      expect(effectOf(refund({ state: 'exported' }), 1, status)).toBe('note');
    expect(effectOf(refund({ state: 'exported' }), 1, 'executed')).toBe('execute');
    expect(effectOf(refund({ state: 'exported' }), 1, 'rejected')).toBe('reject');
    expect(effectOf(refund({ state: 'executed' }), 1, 'rejected')).toBe('return');
  });

  it('changes nothing for a repeated report, and leaves a contradiction to people', () => {
    expect(effectOf(refund({ state: 'executed' }), 1, 'executed')).toBe('already');
    expect(effectOf(refund({ state: 'rejected' }), 1, 'rejected')).toBe('already');
    expect(effectOf(refund({ state: 'exported', issue: 2 }), 1, 'rejected')).toBe('already');
    expect(effectOf(refund({ state: 'rejected' }), 1, 'executed')).toBe('conflict');
    expect(effectOf(refund({ state: 'exported', issue: 2 }), 1, 'executed')).toBe('conflict');
    expect(effectOf(refund({ state: 'approved' }), 1, 'executed')).toBe('conflict');
  });

  it('takes a transfer that came back by a statement like a rejection, once, and what says that it had been paid for no contradiction', () => {
    expect(effectOf(refund({ state: 'exported' }), 1, 'returned')).toBe('reject');
    expect(effectOf(refund({ state: 'executed' }), 1, 'returned')).toBe('return');
    for (const status of ['returned', 'rejected'] as const)
      expect(effectOf(refund({ state: 'rejected', returned: [1] }), 1, status)).toBe('already');
    expect(effectOf(refund({ state: 'rejected', returned: [1] }), 1, 'executed')).toBe('none');
    expect(effectOf(refund({ state: 'executed', issue: 2, returned: [1] }), 1, 'executed')).toBe('none');
    expect(effectOf(refund({ state: 'executed', issue: 2, returned: [1] }), 1, 'returned')).toBe('already');
  });

  it('16-pain002-status-codes: what comes late never undoes a payment', () => {
    for (const status of ['accepted', 'questioned'] as const)
      for (const state of ['executed', 'rejected'] as const)
        expect(effectOf(refund({ state }), 1, status)).toBe('none');
  });

  it('nothing is lost or paid twice, whatever reports come in whatever order', () => {
    const report = fc.record({
      issue: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom<BankStatus>('accepted', 'questioned', 'executed', 'rejected', 'returned'),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(report, fc.constant('correct and export' as const))), (steps) => {
        let now = refund({ state: 'exported' });
        let paid = 0;
        for (const step of steps) {
          if (step === 'correct and export') {
            if (now.state === 'rejected') now = { ...now, issue: issueWithIban(now), state: 'exported' };
            continue;
          }
          const effect = effectOf(now, step.issue, step.status);
          if (step.status === 'returned') now = { ...now, returned: [...(now.returned ?? []), step.issue] };
          if (effect === 'execute') paid += 1;
          if (effect === 'return') paid -= 1;
          now = {
            ...now,
            state:
              effect === 'execute' ? 'executed' : effect === 'reject' || effect === 'return' ? 'rejected' : now.state,
          };
          expect(paid).toBe(now.state === 'executed' ? 1 : 0);
        }
      }),
    );
  });
});
