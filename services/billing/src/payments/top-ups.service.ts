import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/contracts/actor.js';
import type { BankTopUp, TopUpReceipt } from '#libs/contracts/billing-payments.js';
import { DomainError, InvalidInput, NotFound } from '#libs/contracts/domain-error.js';
import { isCreditorReference, parseCreditorReference } from '#libs/italy/creditor-reference.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import type { Account } from '../accounts/account.schema.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { topUpPostings, type NewEntry } from '../ledger/ledger.rules.js';
import { AlreadyPosted, Ledger } from '../ledger/ledger.service.js';
import { Activation } from '../subscriptions/activation.service.js';

/** Money that came in for a contract. */
export interface IncomingMoney {
  /** Unique for the payment itself, e.g. `bank:<reference>`: it is credited once, whoever says so and how often. */
  readonly key: string;
  readonly contractId: string;
  readonly amountCents: number;
  readonly from: 'bank' | 'payment_provider';
  /** The bank's or the provider's reference, shown to the customer. */
  readonly reference: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The same bank reference came with another amount or contract: one of the two is wrong, and people must look. */
export class BankReferenceTaken extends DomainError {
  constructor({ contractId, creditCents }: LedgerEntry) {
    super({
      code: 'bank_reference_taken',
      status: 409,
      text: { it: 'Questo riferimento bancario è già registrato con un altro importo o un altro contratto.', en: 'This bank reference is already booked with another amount or contract.' },
      details: { contractId, amountCents: creditCents },
    });
  }
}

/** Top-ups: credit grows, and what was waiting for it is charged in the same transaction. */
@Injectable()
export class TopUps {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Activation) private readonly activation: Activation,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /**
   * Credits money in the caller's transaction; a pending activation that credit then covers is charged with it. An
   * account that has ended is credited too: the money is the customer's and can be refunded.
   * @throws NotFound without account; AlreadyPosted when this payment was credited before.
   */
  async book(tx: Tx, money: IncomingMoney): Promise<TopUpReceipt> {
    const { key, contractId, from, reference, details } = money;
    const amount = cents(money.amountCents);
    const account = await this.ledger.account(tx, contractId);
    const topUp: NewEntry = { key, contractId, cause: 'top_up', postings: topUpPostings(from, amount), details: { reference, from, ...details } };
    const charge = this.activation.chargeIfCovered(tx, account, account.balanceCents + amount);
    const booked = await this.ledger.post(tx, charge ? [topUp, charge.entry] : [topUp], new Map(charge ? [[contractId, charge.change]] : []));
    return { ...receiptOf(booked[0]!), balanceCents: booked.at(-1)!.balanceCents, outcome: charge ? 'activated' : 'credited' };
  }

  /**
   * As `book`, in a transaction of its own; a payment credited before gives its first receipt and changes
   * nothing. The idempotency key of a request's `context` counts too.
   */
  async bookOnce(money: IncomingMoney, context?: RequestContext): Promise<TopUpReceipt> {
    const book = (tx: Tx): Promise<TopUpReceipt> => this.book(tx, money);
    try {
      return await (context ? this.work.once(context, 'top-up', money, book) : this.work.run(book));
    } catch (error) {
      if (!(error instanceof AlreadyPosted)) throw error;
      return this.repeated((await this.ledger.find(money.key))!, money);
    }
  }

  /**
   * Staff books a bank transfer, once for each bank reference.
   * @throws InvalidInput, NotFound, BankReferenceTaken
   */
  async bookBankTransfer(request: BankTopUp, context: RequestContext): Promise<TopUpReceipt> {
    const contractId = await this.contractOf(request);
    const { amountCents, bankReference, receivedOn, payer } = request;
    return this.bookOnce({ key: bankKey(bankReference), contractId, amountCents, from: 'bank', reference: bankReference, details: { receivedOn, ...(payer ? { payer } : {}) } }, context);
  }

  /** The account that a payment reference names, in any case and spacing. */
  async byReference(reference: string): Promise<Account | null> {
    return isCreditorReference(reference) ? this.accounts.findOne({ paymentReference: parseCreditorReference(reference) }).lean<Account>() : null;
  }

  private async contractOf({ contractId, paymentReference }: BankTopUp): Promise<string> {
    if (contractId && !paymentReference) return contractId;
    if (!paymentReference || contractId) throw new InvalidInput([{ field: 'paymentReference', text: { it: 'indica il riferimento oppure il contratto', en: 'give the reference or the contract' } }]);
    const account = await this.byReference(paymentReference);
    if (!account) throw new NotFound('contract');
    return account._id;
  }

  private repeated(entry: LedgerEntry, { contractId, amountCents }: IncomingMoney): TopUpReceipt {
    if (entry.contractId !== contractId || entry.creditCents !== amountCents) throw new BankReferenceTaken(entry);
    return { ...receiptOf(entry), outcome: 'credited' };
  }
}

/** The ledger key of a card payment, by the provider's id of it. */
export const cardKey = (intentId: string): string => `card:${intentId}`;

/** The ledger key of a bank transfer: the same for staff and for an imported bank statement. */
export const bankKey = (bankReference: string): string => `bank:${bankReference}`;

const receiptOf = ({ contractId, _id, creditCents, balanceCents, at }: LedgerEntry): Omit<TopUpReceipt, 'outcome'> => ({ contractId, entryId: _id, amountCents: creditCents, balanceCents, at: at.toISOString() });
