import { Controller, Get, Headers, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  billingPaymentsRpc,
  BankTopUp,
  CardPayment,
  CreditLeftPage,
  ListCreditLeft,
  TopUpReceipt,
} from '#libs/api/billing/payments.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers, type SignedBody } from '../../pipeline/answers.js';
import { FromBody, FromPath, FromQuery } from '../../pipeline/input.js';

/** Stripe's `Event` object, of which this is read. */
const STRIPE_EVENT: SignedBody = {
  signature: {
    header: 'Stripe-Signature',
    description: 'Stripe’s signature over the body, byte by byte, and when it was signed',
  },
  schema: {
    title: 'StripeEvent',
    type: 'object',
    description:
      'An event as Stripe sends it. Money is booked by payment_intent.succeeded, charge.refunded, refund.failed, refund.updated, charge.refund.updated and charge.dispute.*; other types are acknowledged and change nothing.',
    properties: {
      id: { type: 'string', minLength: 1, maxLength: 255 },
      type: { type: 'string', minLength: 1, maxLength: 200 },
      created: { type: 'integer', minimum: 0, description: 'Epoch seconds' },
      data: {
        type: 'object',
        properties: {
          object: {
            type: 'object',
            description: 'What the event is about: a payment intent, charge, refund or dispute',
          },
        },
        required: ['object'],
      },
    },
    required: ['id', 'type', 'data'],
  },
};

/** Payments beside those of a contract's own page: states, notifications of the provider, bank transfers booked by staff. */
@Controller('v1')
export class PaymentsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('card-top-ups/:paymentId')
  @Answers(CardPayment, { summary: 'Whether a top-up by card is paid', calls: [billingPaymentsRpc.getCardPayment] })
  get(@FromPath('paymentId') paymentId: string): Promise<CardPayment> {
    return this.rpc.call(billingPaymentsRpc.getCardPayment, { paymentId });
  }

  /** The signature covers the bytes as they came, so the body goes on unread. */
  @Post('webhooks/stripe')
  @Answers(Done, {
    status: 200,
    summary: 'Notifications of the payment provider, signed by it; each payment counts once however often it is told',
    reads: STRIPE_EVENT,
    calls: [billingPaymentsRpc.notifyPayment],
  })
  stripe(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('stripe-signature') signature?: string,
  ): Promise<Done> {
    return this.rpc.call(billingPaymentsRpc.notifyPayment, {
      payload: request.rawBody?.toString('utf8') || '-',
      signature: signature || '-',
    });
  }

  @Post('simulator/payments/:paymentId/pay')
  @Answers(Done, {
    status: 200,
    summary: 'Demo only: pay an open top-up as the payment simulator; not found in production',
    calls: [billingPaymentsRpc.simulatePayment],
  })
  simulate(@FromPath('paymentId') paymentId: string): Promise<Done> {
    return this.rpc.call(billingPaymentsRpc.simulatePayment, { paymentId });
  }

  @Get('staff/left-credit')
  @Answers(CreditLeftPage, {
    summary: 'Credit that lies on registrations that lapsed and contracts that have ended',
    calls: [billingPaymentsRpc.listCreditLeft],
  })
  left(@FromQuery(ListCreditLeft) query: ListCreditLeft): Promise<CreditLeftPage> {
    return this.rpc.call(billingPaymentsRpc.listCreditLeft, query);
  }

  @Post('staff/top-ups')
  @Answers(TopUpReceipt, {
    status: 201,
    summary: 'Book a bank transfer, once for each bank reference',
    calls: [billingPaymentsRpc.bookBankTransfer],
  })
  bookBankTransfer(@FromBody(BankTopUp) request: BankTopUp): Promise<TopUpReceipt> {
    return this.rpc.call(billingPaymentsRpc.bookBankTransfer, request);
  }
}
