import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { Stripe } from 'stripe';
import { AccountClosed } from '#libs/api/errors/billing/credit.errors.js';
import { CardsUnavailable, InvalidSignature } from '#libs/api/errors/billing/payments.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { CardPayment, CardTopUp, ProviderNotification } from '#libs/api/billing/payments.js';
import { IdempotencyKeyReused, NotFound } from '#libs/api/kernel/domain-error.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { customerAt, maySee } from '../../account/account.rules.js';
import { AlreadyPosted, Ledger } from '../../credit/ledger/ledger.service.js';
import { PaymentWays } from '../../credit/payment-ways/payment-ways.service.js';
import { takes } from '../../credit/payment-ways/top-ups.format.js';
import { CardAmountNotOffered } from './amount.errors.js';
import { Dues } from './dues.service.js';
import type { Payment } from './payment.schema.js';
import {
  ChargeDisputed,
  ChargeRefunded,
  noticeOf,
  PaymentSucceeded,
  RefundMoved,
  subjectOf,
} from './payment-notice.format.js';
import { PAYMENT_PROVIDER, type PaymentProvider } from './payment-provider.port.js';
import { PaymentSimulator } from './payment.simulator.js';
import { PaymentsConfig } from '../../config/payments.config.js';
import { PaymentReturns, type ReturnOutcome } from './payment-returns.service.js';
import { cardKey, TopUps } from './top-ups.service.js';
import { paymentLife } from './payment-life.rules.js';

/** What became of a notification. */
export type NotificationOutcome = 'credited' | ReturnOutcome;

/** Top-ups by card: begun by the customer, credited by the provider's signed notification alone. */
@Injectable()
export class Payments {
  constructor(
    @InjectModel('Payment') private readonly payments: Model<Payment>,
    @Inject(PAYMENT_PROVIDER) private readonly provider: PaymentProvider | undefined,
    @Inject(PaymentsConfig) private readonly config: PaymentsConfig,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(TopUps) private readonly topUps: TopUps,
    @Inject(PaymentReturns) private readonly returns: PaymentReturns,
    @Inject(Dues) private readonly dues: Dues,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Begins a payment at the provider; the same idempotency key finds the same payment.
   * @throws NotFound, AccountClosed, CardsUnavailable, CardAmountNotOffered, IdempotencyKeyReused, ServiceUnavailable when the provider does not answer.
   */
  async start(
    { contractId, amountCents }: CardTopUp,
    { actor, idempotencyKey, locale }: RequestContext,
  ): Promise<CardPayment> {
    const provider = this.provider;
    if (!provider) throw new CardsUnavailable();
    const account = await this.accounts.visible(contractId, actor);
    if (account.state === 'closed') throw new AccountClosed();
    const paymentId = idempotencyKey ? derivedId('pay', actor.id, idempotencyKey) : newId('pay');
    const begun = await this.payments.findById(paymentId).lean<Payment>();
    if (begun && (begun.contractId !== contractId || begun.amountCents !== amountCents))
      throw new IdempotencyKeyReused();
    if (begun) return viewOf(begun);
    await this.assertOffered(contractId, amountCents);
    const started = await provider.start({ paymentId, contractId, amountCents, locale });
    const payment = await this.payments
      .findOneAndUpdate(
        { _id: paymentId },
        {
          $setOnInsert: {
            contractId,
            amountCents,
            provider: provider.name,
            ...started,
            state: paymentLife.table.begins[0]!,
            createdAt: this.clock.now(),
          },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Payment>();
    return viewOf(payment);
  }

  /** R40: what cards take, or exactly what is due. @throws CardAmountNotOffered */
  private async assertOffered(contractId: string, amountCents: number): Promise<void> {
    const limits = this.ways.offer.ways.card;
    const account = await this.work.run((tx) => this.ledger.account(tx, contractId));
    if (!takes(limits, amountCents, await this.dues.isDue(account, amountCents)))
      throw new CardAmountNotOffered(limits);
  }

  /** A card payment of whoever had the contract when it began. @throws NotFound */
  async get(paymentId: string, { actor }: RequestContext): Promise<CardPayment> {
    const payment = await this.payments.findById(paymentId).lean<Payment>();
    if (!payment) throw new NotFound('payment');
    const account = await this.accounts.everVisible(payment.contractId, actor);
    if (!maySee(actor, { customerId: customerAt(account, payment.createdAt) })) throw new NotFound('payment');
    return viewOf(payment);
  }

  /**
   * Takes a notification of the provider: signature first, then the payment it reports, credited once whatever is
   * repeated. The amount is the one that the provider received. Kinds that change no credit are acknowledged.
   * @throws InvalidSignature, InvalidInput when what is signed is no such event, PaymentNotYetKnown
   */
  async notify({ payload, signature }: ProviderNotification): Promise<NotificationOutcome> {
    const notice = noticeOf(this.verified(payload, signature));
    switch (notice.type) {
      case 'payment_intent.succeeded':
        return this.succeeded(notice.id, subjectOf(PaymentSucceeded, notice));
      case 'charge.refunded':
        return this.returns.refunded(subjectOf(ChargeRefunded, notice), notice.created ?? 0);
      case 'refund.failed':
      case 'refund.updated':
      case 'charge.refund.updated':
        return this.returns.refundFailed(subjectOf(RefundMoved, notice), notice.created ?? 0);
      case 'charge.dispute.created':
      case 'charge.dispute.updated':
      case 'charge.dispute.funds_withdrawn':
      case 'charge.dispute.funds_reinstated':
      case 'charge.dispute.closed':
        return this.returns.disputed(subjectOf(ChargeDisputed, notice));
      default:
        return 'ignored';
    }
  }

  private async succeeded(
    eventId: string,
    { id, amount_received: amountCents, currency, metadata }: PaymentSucceeded,
  ): Promise<NotificationOutcome> {
    const { contractId, paymentId } = metadata;
    if (!contractId || currency !== 'eur') {
      this.logger.error(
        { event: eventId, intent: id, currency },
        'a card payment that belongs to no contract was received',
      );
      return 'ignored';
    }
    const key = cardKey(id);
    if (await this.ledger.find(key)) return 'repeated';
    try {
      await this.work.run(async (tx) => {
        await this.topUps.book(tx, {
          key,
          contractId,
          amountCents,
          from: 'payment_provider',
          reference: id,
          details: { eventId },
        });
        const { where, set } = paymentLife.step('pay', 'provider');
        if (paymentId)
          await this.payments.updateOne({ _id: paymentId, ...where }, { $set: { ...set, paidAt: this.clock.now() } });
      });
      return 'credited';
    } catch (error) {
      if (error instanceof AlreadyPosted) return 'repeated';
      throw error;
    }
  }

  /** Pays an open payment through the simulator. @throws NotFound also where there is no simulator. */
  async simulate(paymentId: string, context: RequestContext): Promise<NotificationOutcome> {
    if (!(this.provider instanceof PaymentSimulator)) throw new NotFound('payment');
    const { provider } = this;
    const { contractId, amountCents } = await this.get(paymentId, context);
    return this.work.answerOnce(context, { paymentId }, () =>
      this.notify(provider.succeeded({ paymentId, contractId, amountCents })),
    );
  }

  private verified(payload: string, signature: string): unknown {
    const { STRIPE_WEBHOOK_SECRET, PAYMENT_SIGNATURE_SECONDS } = this.config;
    if (!STRIPE_WEBHOOK_SECRET) throw new CardsUnavailable();
    try {
      return Stripe.webhooks.constructEvent(payload, signature, STRIPE_WEBHOOK_SECRET, PAYMENT_SIGNATURE_SECONDS);
    } catch {
      throw new InvalidSignature();
    }
  }
}

const viewOf = ({ _id: paymentId, contractId, amountCents, state, provider, checkoutUrl }: Payment): CardPayment => ({
  paymentId,
  contractId,
  amountCents,
  state,
  provider,
  checkoutUrl,
});
