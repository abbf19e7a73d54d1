import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { BankReferenceTaken } from '#libs/api/errors/billing/payments.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { BankTopUp, TopUpReceipt } from '#libs/api/billing/payments.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { isCreditorReference, parseCreditorReference } from '#libs/italy/creditor-reference.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { CreditEntries } from '../../credit/ledger/credit-entries.service.js';
import { creditOf, paidIn, type MoneySource, type Words } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { Activation } from '../../contract/subscriptions/activation.service.js';
import { PaymentsTold } from './payments-told.service.js';
import { BankClaims, bankName } from '../../credit/bank-claims/bank-claims.service.js';

/** Money that came in for a contract. */
export interface IncomingMoney {
  /** Unique for the payment itself, e.g. `bank:<reference>`: it is credited once, whoever says so and how often. */
  readonly key: string;
  readonly contractId: string;
  readonly amountCents: number;
  readonly from: MoneySource;
  /** The bank's or the provider's reference, shown to the customer. */
  readonly reference: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly words?: Words;
  /** The names by which the bank knows the payment, without our account: it is found by each of them. */
  readonly bankNames?: readonly string[];
}

/** Top-ups: credit grows, and what was waiting for it is charged in the same transaction. */
@Injectable()
export class TopUps {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CreditEntries) private readonly credit: CreditEntries,
    @Inject(Activation) private readonly activation: Activation,
    @Inject(PaymentsTold) private readonly told: PaymentsTold,
    @Inject(BankClaims) private readonly claims: BankClaims,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /**
   * Credits money in the caller's transaction; a pending activation that credit then covers is charged with it. An
   * account that has ended is credited too: the money is the customer's and can be refunded.
   * @throws NotFound without account; AlreadyPosted when this payment was credited before.
   */
  async book(tx: Tx, money: IncomingMoney): Promise<TopUpReceipt> {
    const { key, contractId, from, reference, details, words, bankNames = [] } = money;
    await this.claims.claimFree(key, bankNames);
    const amount = cents(money.amountCents);
    const account = await this.ledger.account(tx, contractId);
    const { entry, change } = this.credit.moneyIn(account, {
      key,
      contractId,
      cause: 'top_up',
      from,
      amount,
      details: { reference, from, ...details },
      words,
    });
    const charge = this.activation.chargeIfCovered(tx, account, account.balanceCents + creditOf(entry.postings));
    const booked = await this.ledger.post(
      tx,
      charge ? [entry, charge.entry] : [entry],
      new Map([[contractId, { ...change, ...charge?.change }]]),
    );
    await this.told.tell(
      tx,
      {
        entryId: booked[0]!._id,
        amountCents: amount,
        ...(typeof details?.receivedOn === 'string' ? { receivedOn: details.receivedOn } : {}),
      },
      account,
      await this.ledger.account(tx, contractId),
    );
    return {
      ...receiptOf(booked[0]!),
      balanceCents: booked.at(-1)!.balanceCents,
      outcome: charge ? 'activated' : 'credited',
    };
  }

  /**
   * Staff books a bank transfer, once for each bank reference, also where a statement or an assignment has credited it: asked
   * again it gives the first receipt and changes nothing.
   * @throws InvalidInput, NotFound, BankReferenceTaken
   */
  async bookBankTransfer(request: BankTopUp, context: RequestContext): Promise<TopUpReceipt> {
    const contractId = await this.contractOf(request);
    const { amountCents, bankReference, receivedOn, payer } = request;
    const money: IncomingMoney = {
      key: bankKey(bankName(bankReference)),
      contractId,
      amountCents,
      from: 'bank',
      reference: bankReference,
      details: { receivedOn },
      ...(payer ? { words: { payer } } : {}),
    };
    return this.work.once(context, money, (tx) => this.bookByHand(tx, money));
  }

  private async bookByHand(tx: Tx, money: IncomingMoney): Promise<TopUpReceipt> {
    const name = bankName(money.reference);
    const claim = await this.claims.of(name);
    const booked = await this.ledger.find(claim?.key ?? money.key);
    if (booked) return this.repeated(booked, money);
    await this.claims.claimFree(money.key, [name], true);
    return this.book(tx, money);
  }

  /** The account that a payment reference names, in any case and spacing. */
  async byReference(reference: string): Promise<Account | null> {
    return isCreditorReference(reference)
      ? this.accounts.findOne({ paymentReference: parseCreditorReference(reference) }).lean<Account>()
      : null;
  }

  private async contractOf({ contractId, paymentReference }: BankTopUp): Promise<string> {
    if (contractId && !paymentReference) return contractId;
    if (!paymentReference || contractId)
      throw new InvalidInput([
        {
          field: 'paymentReference',
          text: { it: 'indica il riferimento oppure il contratto', en: 'give the reference or the contract' },
        },
      ]);
    const account = await this.byReference(paymentReference);
    if (!account) throw new NotFound('contract');
    return account._id;
  }

  private repeated(entry: LedgerEntry, { contractId, amountCents }: IncomingMoney): TopUpReceipt {
    if (entry.contractId !== contractId || paidIn(entry.postings) !== amountCents)
      throw new BankReferenceTaken({ contractId: entry.contractId, amountCents: paidIn(entry.postings) });
    return { ...receiptOf(entry), outcome: 'credited' };
  }
}

/** The ledger key of a card payment, by the provider's id of it. */
export const cardKey = (intentId: string): string => `card:${intentId}`;

/** The ledger key of a bank transfer, by the bank's name of it where staff wrote it down, with our account before it where a statement told it. */
export const bankKey = (bankReference: string): string => `bank:${bankReference}`;

const receiptOf = ({
  contractId,
  _id,
  postings,
  creditCents,
  balanceCents,
  at,
}: LedgerEntry): Omit<TopUpReceipt, 'outcome'> => ({
  contractId,
  entryId: _id,
  amountCents: paidIn(postings),
  creditCents,
  balanceCents,
  at: at.toISOString(),
});
