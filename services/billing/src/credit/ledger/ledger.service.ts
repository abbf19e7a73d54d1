import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { creditChanged, type CreditChanged } from '#libs/api/billing/billing.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { periodOf } from '#libs/italy/rome-time.js';
import { cents } from '#libs/money/money.js';
import { CHAIN_VERSION } from '#libs/platform/chain-hash.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import type { Account, AccountChange } from '../../account/account.schema.js';
import type { DocumentDue } from './document-due.schema.js';
import { entryHash, entryId, type LedgerEntry } from './entry.schema.js';
import { AccountBook } from './account-book.store.js';
import { assertBalanced, balanceAfter, creditOf, type NewEntry } from './ledger.rules.js';
import { roundedWith, toPay } from './vat-basis.rules.js';
import { basisOf, VatBasis, type Terms } from './vat-basis.service.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Book {
  /** What is invoiced, as it was when the transaction first looked (R24). */
  readonly terms: Terms;
  readonly accounts: Map<string, Account>;
  readonly messages: Map<string, CreditChanged>;
}

/** The entry's key was booked before: whatever asked for it has already happened, and nothing was written now. */
export class AlreadyPosted extends Error {
  constructor(readonly keys: readonly string[]) {
    super(`already in the ledger: ${keys.join(', ')}`);
    this.name = 'AlreadyPosted';
  }
}

/**
 * The double-entry ledger: the only writer of credit. Entries are immutable, balanced, unique by key, and chained by
 * hash within each contract's account. House accounts (revenue, VAT, bank, …) have no balance anywhere: they are sums
 * over postings by period. See docs/decisions/billing-ledger.md.
 */
@Injectable()
export class Ledger {
  /** What a transaction has read and told so far; a transaction that runs again starts with a new `Tx`. */
  private readonly books = new WeakMap<Tx, Book>();

  constructor(
    @Inject(AccountBook) private readonly accounts: AccountBook,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('DocumentDue') private readonly dues: Model<DocumentDue>,
    @Inject(VatBasis) private readonly vat: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Books entries, of one or many contracts, in the caller's transaction and in the order given: three round trips
   * however many they are. Credit changes tell `billing.credit.changed.v1`, once for each account and transaction even
   * when this is called several times in it. `changes` are written to accounts in the same update; an account may have
   * a change and no entry.
   * @returns the entries as booked.
   * @throws NotFound for a contract without account; CreditShort (402, with the missing cents) when a charge other than
   * renewal or metered traffic would take credit below zero (R7); AlreadyPosted when a key was booked before (look with
   * `find` first where a repetition is ordinary); RangeError when postings do not sum to zero. All undo the transaction.
   */
  async post(
    tx: Tx,
    entries: NewEntry | readonly NewEntry[],
    changes: ReadonlyMap<string, AccountChange> = new Map(),
  ): Promise<LedgerEntry[]> {
    const asked = [entries].flat() as readonly NewEntry[];
    if (asked.length + changes.size === 0) return [];
    const before = await this.accountsOf(tx, [
      ...new Set([...asked.map(({ contractId }) => contractId), ...changes.keys()]),
    ]);
    return this.write(tx, before, asked, changes);
  }

  private async write(
    tx: Tx,
    before: Map<string, Account>,
    asked: readonly NewEntry[],
    changes: ReadonlyMap<string, AccountChange>,
  ): Promise<LedgerEntry[]> {
    const { terms } = this.book(tx);
    const at = this.clock.now();
    if (this.vat.at(at).basis !== terms.basis) throw new RunAgain('an account, or its basis,');
    const after = new Map(before);
    const booked = asked.map((entry) => this.chain(after, entry, at, terms));
    await this.insert(tx, booked);
    const moves = [...after.values()].map((account) => ({
      before: before.get(account._id)!,
      moved: { ...account, ...changes.get(account._id) },
    }));
    const { written, tellNews } = await this.accounts.posted(tx, moves, { at, terms });
    for (const account of written) this.book(tx).accounts.set(account._id, account);
    this.tell(tx, booked, after);
    tellNews();
    return booked;
  }

  /** The accounts that match, in the order of their ids, in one round trip; `post` then reads none of them again. */
  async accountsWhere(tx: Tx, filter: QueryFilter<Account>, limit: number): Promise<Account[]> {
    const { accounts } = this.book(tx);
    const found = await this.accounts.page(tx, filter, limit);
    for (const account of found) accounts.set(account._id, account);
    await this.convert(tx, found);
    return found.map(({ _id }) => accounts.get(_id)!);
  }

  /** The account of a contract as this transaction sees it, its own postings included. @throws NotFound */
  async account(tx: Tx, contractId: string): Promise<Account> {
    return (await this.accountsOf(tx, [contractId])).get(contractId)!;
  }

  /** The entry with this key, if it was booked. Inside a transaction it sees that transaction's own. */
  async find(key: string): Promise<LedgerEntry | null> {
    return this.entries.findById(entryId(key)).lean<LedgerEntry>();
  }

  /** As `account`, of many contracts in one round trip. @throws NotFound */
  async accountsOf(tx: Tx, contractIds: readonly string[]): Promise<Map<string, Account>> {
    const { accounts } = this.book(tx);
    const missing = contractIds.filter((id) => !accounts.has(id));
    if (missing.length > 0) {
      const found = await this.accounts.read(tx, missing);
      for (const account of found) accounts.set(account._id, account);
      if (found.length < missing.length) throw new NotFound('account');
      await this.convert(tx, found);
    }
    return new Map(contractIds.map((id) => [id, accounts.get(id)!]));
  }

  /** R24: accounts that a switch has left behind come into the basis of today before anybody sees them. */
  private async convert(tx: Tx, read: readonly Account[]): Promise<void> {
    const { terms, accounts } = this.book(tx);
    const behind = read.filter((account) => basisOf(account) !== terms.basis);
    if (behind.length === 0) return;
    const conversions = await this.vat.conversions(behind, terms);
    const before = new Map(behind.map(({ _id }) => [_id, accounts.get(_id)!]));
    await this.write(
      tx,
      before,
      conversions.flatMap(({ entry }) => entry ?? []),
      new Map(conversions.map(({ contractId, change }) => [contractId, change])),
    );
  }

  private chain(heads: Map<string, Account>, entry: NewEntry, now: Date, terms: Terms): LedgerEntry {
    assertBalanced(entry);
    const head = heads.get(entry.contractId)!;
    const at = head.lastEntryAt && head.lastEntryAt > now ? head.lastEntryAt : now;
    const { actor } = currentContext();
    const creditCents = creditOf(entry.postings);
    const booked: Mutable<LedgerEntry> = {
      _id: entryId(entry.key),
      key: entry.key.toWellFormed(),
      contractId: entry.contractId,
      seq: head.entries + 1,
      at,
      period: periodOf(at),
      cause: entry.cause,
      ...(terms.basis === 'top_up' ? { basis: terms.basis } : {}),
      actor: { kind: actor.kind, id: actor.id },
      postings: entry.postings,
      creditCents,
      balanceCents: balanceAfter(
        cents(head.balanceCents),
        entry.cause,
        creditCents,
        (missing) => toPay(missing, head, terms),
        entry.mayOwe,
      ),
      details: asKept(entry.details ?? {}),
      ...(entry.words ? { words: entry.words } : {}),
      chainVersion: CHAIN_VERSION,
      previousHash: head.lastHash,
      hash: '',
    };
    booked.hash = entryHash(booked);
    heads.set(entry.contractId, {
      ...head,
      entries: booked.seq,
      balanceCents: booked.balanceCents,
      lastHash: booked.hash,
      lastEntryAt: at,
      ...roundedWith(head, booked),
    });
    return booked;
  }

  private async insert(tx: Tx, booked: readonly LedgerEntry[]): Promise<void> {
    if (booked.length === 0) return;
    try {
      await this.entries.collection.insertMany(booked as never[], { session: tx.session, ordered: true });
    } catch (error) {
      throw isDuplicateKey(error) ? new AlreadyPosted(booked.map(({ key }) => key)) : error;
    }
    const invoiced = booked.filter(({ details }) => details.vat !== undefined);
    if (invoiced.length === 0) return;
    await this.dues.collection.insertMany(
      invoiced.map(({ _id, contractId, at }) => ({ _id, contractId, bookedAt: at, notBefore: at })) as never[],
      { session: tx.session, ordered: false },
    );
  }

  /** One message for each account: the outbox row keeps the very object that later postings of the transaction add to. */
  private tell(tx: Tx, booked: readonly LedgerEntry[], after: Map<string, Account>): void {
    const { messages } = this.book(tx);
    for (const { _id, contractId, cause, creditCents, balanceCents, at } of booked) {
      if (creditCents === 0) continue;
      const movement = { entryId: _id, cause, amountCents: creditCents };
      const told = messages.get(contractId);
      if (told) {
        told.movements.push(movement);
        told.balanceCents = balanceCents;
        continue;
      }
      const message: CreditChanged = {
        contractId,
        customerId: after.get(contractId)!.customerId,
        balanceCents,
        movements: [movement],
        at: at.toISOString(),
      };
      messages.set(contractId, message);
      tx.emit(creditChanged, contractId, message);
    }
  }

  private book(tx: Tx): Book {
    let book = this.books.get(tx);
    if (!book)
      this.books.set(tx, (book = { terms: this.vat.at(this.clock.now()), accounts: new Map(), messages: new Map() }));
    return book;
  }
}

/** Details as the database keeps them: plain JSON, and of a text that was cut within a character what is left of it. */
const asKept = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(details), (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  ) as Record<string, unknown>;
