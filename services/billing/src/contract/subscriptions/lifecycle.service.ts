import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Holder } from '#libs/api/accounts/accounts.js';
import { DebtOpen } from '#libs/api/errors/accounts/endings.errors.js';
import { servicesChanged } from '#libs/api/billing/changes.js';
import type {
  ChangeIdentity,
  ScheduleEnd,
  TerminateContract,
  TerminatedContract,
} from '#libs/api/billing/lifecycle.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { isSameName } from '#libs/italy/holder-name.js';
import { isSameParty, registeredHolder } from '#libs/italy/identity.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { registeredHolderOf } from '../../account/account.rules.js';
import type { Account, AccountChange, BilledHolder } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { ChargeReturns } from '../../credit/ledger/charge-returns.service.js';
import { tellCreditLeft } from '../../credit/accounts/credit-left.service.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import type { Refund } from '../../refunds/refund.schema.js';
import { Refunds } from '../../refunds/refunds.service.js';
import { Charging } from '../../monthly/renewals/charging.service.js';
import { TrafficPosting } from '../../calls/traffic/traffic-posting.service.js';
import { activationKey } from './activation.service.js';
import { Withdrawals } from './withdrawal.service.js';
import { AccountBook } from '../../credit/ledger/account-book.store.js';
import { billedTo, ended, reversed } from '../../account/account-changes.rules.js';

/** How a contract ends and changes hands, for the sagas of the accounts service. Everything here is idempotent. */
@Injectable()
export class Lifecycle {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(Refunds) private readonly refunds: Refunds,
    @Inject(TrafficPosting) private readonly traffic: TrafficPosting,
    @Inject(Withdrawals) private readonly withdrawals: Withdrawals,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Credit once every month begun and all metered traffic is charged, as it is where an end has been told: without the months
   * charged past it. Of an account that is closed never below zero: nothing holds its end up any more. @throws NotFound
   */
  async balance(contractId: string): Promise<{ balanceCents: number; debtCents: number }> {
    return this.work.run(async (tx) => {
      await this.charging.catchUp(tx, contractId);
      await this.traffic.postAllUsed(tx, contractId);
      const account = await this.ledger.account(tx, contractId);
      if (account.state === 'closed') return { balanceCents: Math.max(account.balanceCents, 0), debtCents: 0 };
      const balanceCents =
        account.balanceCents + (account.endsAt ? await this.charging.takenPast(account, account.endsAt) : 0);
      return { balanceCents, debtCents: this.basis.toPay(-balanceCents, account, this.clock.now()) };
    });
  }

  /** Takes the first charge back and ends the account; its credit stays, to be refunded. @throws NotFound */
  async reverseActivation(contractId: string): Promise<void> {
    await this.work.run(async (tx) => {
      const account = await this.ledger.account(tx, contractId);
      if (account.state === 'closed') return;
      const charged = await this.ledger.find(activationKey(contractId));
      const returned = charged
        ? await this.returns.returning(account, charged, await this.returns.left(charged), {
            key: `activation-reversal:${contractId}`,
            cause: 'activation_reversed',
            reason: 'returned',
          })
        : { entries: [], change: {} };
      const change: AccountChange = { ...returned.change, ...reversed(account, this.clock.now()) };
      await this.ledger.post(tx, returned.entries, new Map([[contractId, change]]));
      await tellCreditLeft(
        tx,
        this.basis,
        await this.ledger.account(tx, contractId),
        { causeId: contractId, why: 'not_activated' },
        this.clock.now(),
      );
      // The softswitch heard of the charge, and may provide for it already (R3).
      if (charged)
        tx.emit(
          servicesChanged,
          contractId,
          servicesMessage({ ...account, ...change }, 'termination', this.clock.now()),
        );
    });
  }

  /** Sets or takes back the end that is to come (R12), and leaves alone one that somebody else has told: of two, the earlier one is the end. @throws NotFound */
  async scheduleEnd({ contractId, endsAt, takenBack }: ScheduleEnd): Promise<void> {
    const isKnown = endsAt
      ? await this.book.endScheduled(contractId, new Date(endsAt))
      : await this.book.endTakenBack(contractId, takenBack ? new Date(takenBack) : undefined);
    if (!isKnown && !(await this.accounts.exists({ _id: contractId }))) throw new NotFound('account');
  }

  /**
   * Ends an account: months begun before the end are charged, with what was put off in the last of them, nothing after it
   * (R14), and what credit is left becomes a refund in the same transaction (R13). An IBAN that is not in the holder's name cannot hold the end up: the refund then
   * waits for another, as it does without one.
   * Who withdraws gets back first what was charged and not used (R25).
   * @throws DebtOpen below zero (R12), unless the last number was ported out, or a consumer withdraws, whose right hangs on no payment: that debt stays owed. NotFound.
   */
  async terminate({
    contractId,
    endedAt,
    reason,
    immediateStart = false,
    iban,
    accountHolder = '',
  }: TerminateContract): Promise<TerminatedContract> {
    const withdrawn = reason === 'withdrawn';
    return this.work.run(async (tx) => {
      const { state } = await this.charging.catchUp(tx, contractId, new Date(endedAt));
      const key = `cancellation:${contractId}`;
      const answer = async (refund: Refund | null): Promise<TerminatedContract> => ({
        ...refundedOf(refund),
        ...(withdrawn ? { keptCents: await this.withdrawals.kept(contractId) } : {}),
      });
      if (state === 'closed') return answer(await this.refunds.ofCause(key));
      const held = await this.chargeWhatWasUsed(
        tx,
        contractId,
        new Date(endedAt),
        withdrawn ? { immediateStart } : undefined,
      );
      const account = await this.ledger.account(tx, contractId);
      const balance = cents(account.balanceCents);
      if (balance < 0 && reason !== 'ported_out' && !withdrawn)
        throw new DebtOpen(this.basis.toPay(-balance, account, this.clock.now()), account.paymentReference);
      await this.ledger.post(tx, [], new Map([[contractId, ended(account, new Date(endedAt), reason)]]));
      const residual = Math.max(balance - held, 0);
      const to = iban && isSameName(account.holder.name, accountHolder) ? { iban, accountHolder } : {};
      const refund =
        residual > 0 ? await this.refunds.open(tx, { key, contractId, creditCents: residual, ...to }) : null;
      const closed = await this.ledger.account(tx, contractId);
      tx.emit(servicesChanged, contractId, servicesMessage(closed, 'termination', this.clock.now()));
      return answer(refund);
    });
  }

  /**
   * Charges what was used until the end and gives back what was not. @returns what stays on the account for calls that are
   * still going on: nothing where a consumer withdraws who owes no days and no calls.
   */
  private async chargeWhatWasUsed(
    tx: Tx,
    contractId: string,
    endedAt: Date,
    withdrawal: { immediateStart: boolean } | undefined,
  ): Promise<number> {
    await this.charging.giveBack(tx, contractId, endedAt);
    const held = await this.traffic.postAllUsed(tx, contractId);
    await this.charging.chargePostponed(tx, contractId, endedAt, held);
    if (!withdrawal) return held;
    await this.withdrawals.giveBack(tx, contractId, endedAt, withdrawal.immediateStart);
    return withdrawal.immediateStart ? this.traffic.postAllUsed(tx, contractId) : 0;
  }

  /** Bills someone else from an instant on (R16); credit and services carry on. @throws NotFound */
  async changeIdentity({ contractId, customerId, holder, effectiveAt }: ChangeIdentity): Promise<void> {
    await this.work.run(async (tx) => {
      const account = await this.ledger.account(tx, contractId);
      const billed = billedHolder(holder);
      if (
        account.customerId === customerId &&
        isSameParty(registeredHolderOf(account.holder), billed) &&
        account.holder.name === billed.name
      )
        return;
      const change = billedTo(account, customerId, billed, new Date(effectiveAt));
      await this.ledger.post(tx, [], new Map([[contractId, change]]));
    });
  }
}

const refundedOf = (refund: Refund | null): TerminatedContract =>
  refund ? { refundCents: refund.amountCents, ibanMissing: refund.state === 'awaiting_iban' } : { refundCents: 0 };

/** The identity that is billed, as it stands in the number register too. */
const billedHolder = (holder: Holder): BilledHolder => ({ ...registeredHolder(holder), identity: holder });
