import fc from 'fast-check';
import { judge, likeness, withSighting, type Booking, type References, type Sighting } from './bookings.rules.js';

const RF = 'RF20C00000001';
const sighting = (over: Partial<Sighting> = {}): Sighting => ({
  account: 'IT60X0542811101000000123456',
  amountCents: 1_000,
  currency: 'EUR',
  bookedOn: '2026-11-27',
  refs: {},
  debtorIban: 'IT37Z0760101600000028426203',
  text: `Ricarica ${RF}`,
  references: [RF],
  ...over,
});
const of = (refs: References, over: Partial<Sighting> = {}): Sighting => sighting({ refs, ...over });

describe('R18: two statements tell of money', () => {
  it.each([
    ['EndToEndId', { end_to_end: 'MOBILE-0001' }, { end_to_end: 'MOBILE-0002' }],
    ['InstrId', { instruction: '1' }, { instruction: '2' }],
    ['UETR', { uetr: 'a' }, { uetr: 'b' }],
    ['TxId', { tx_id: '1' }, { tx_id: '2' }],
    ['the entry’s reference', { entry: '1' }, { entry: '2' }],
    ['the transaction’s reference', { transaction: '1' }, { transaction: '2' }],
    ['EndToEndId, in spite of the same entry', { entry: '1', end_to_end: 'a' }, { entry: '1', end_to_end: 'b' }],
  ])('03-camt-two-statements-same-day: what differs in %s is two', (_, one, other) =>
    expect(likeness(of(one), of(other))).toBe('other'),
  );

  it.each<[string, References, References]>([
    [
      'told with more references at the end of the day',
      { end_to_end: 'A' },
      { end_to_end: 'A', entry: '1', transaction: '2', uetr: 'u' },
    ],
    ['told with fewer', { entry: '1', tx_id: 't' }, { tx_id: 't' }],
    ['told at the entry and at the transaction', { entry: '1' }, { transaction: '1' }],
    ['a part of the same entry', { batch: 'B' }, { batch: 'B' }],
  ])('is one where it is %s', (_, one, other) => {
    expect(likeness(of(one), of(other))).toBe('same');
    expect(likeness(of(other), of(one))).toBe('same');
  });

  it('nobody but people can tell where nothing that is known of both tells them apart', () => {
    expect(likeness(of({}), of({}))).toBe('unclear');
    expect(likeness(of({ end_to_end: 'A' }), of({ entry: '1' }))).toBe('unclear');
    expect(likeness(of({}), of({}, { text: '', debtorIban: undefined, references: [] }))).toBe('unclear');
    expect(likeness(of({ end_to_end: 'A' }), of({ entry: '1' }, { text: `BONIFICO DA ROSSI MARIO ${RF}` }))).toBe(
      'unclear',
    );
    // A payment that came back and was sent again, or one that the bank names anew.
    expect(likeness(of({ uetr: 'u', entry: '1' }), of({ uetr: 'u', entry: '2' }))).toBe('unclear');
    expect(likeness(of({ entry: '1' }), of({ entry: '1' }, { debtorIban: 'IT86U0760111500000010117463' }))).toBe(
      'unclear',
    );
  });

  it('another payer, contract, purpose, amount, currency or day makes them two', () => {
    const others: Partial<Sighting>[] = [
      { debtorIban: 'IT86U0760111500000010117463' },
      { references: ['RF18539007547034'], text: 'RF18539007547034' },
      { text: `Natale ${RF}` },
      { amountCents: 1_001 },
      { currency: 'USD' },
      { bookedOn: '2026-11-28' },
    ];
    for (const other of others) expect([other, likeness(of({}), of({}, other))]).toEqual([other, 'other']);
    expect(
      likeness(of({}, { debtorIban: undefined, debtorName: 'Mario Rossi' }), of({}, { debtorName: 'Anna Bianchi' })),
    ).toBe('other');
    expect(
      likeness(
        of({ end_to_end: 'RICARICA' }),
        of({ end_to_end: 'RICARICA' }, { debtorIban: 'IT86U0760111500000010117463' }),
      ),
    ).toBe('other');
    expect(
      likeness(of({ end_to_end: 'STANDING-ORDER' }), of({ end_to_end: 'STANDING-ORDER' }, { bookedOn: '2026-12-27' })),
    ).toBe('other');
  });

  it('a day that is only the statement’s tells nothing', () => {
    expect(
      likeness(of({ end_to_end: 'A' }), of({ end_to_end: 'A' }, { bookedOn: '2026-11-28', isDayAssumed: true })),
    ).toBe('same');
    expect(likeness(of({}), of({}, { bookedOn: '2026-11-28', isDayAssumed: true }))).toBe('unclear');
  });
});

/** What the service does with verdicts, in memory. */
class Book {
  rows: (Booking & { readonly credited: boolean })[] = [];
  private next = 0;

  /** @returns the row that a sighting is kept in. */
  take(seen: Sighting, place: string): string {
    const verdict = judge(seen, place, this.rows);
    if (verdict.is === 'known') {
      const { booking, settled } = verdict;
      const merged = settled.reduce(
        (known, other) => other.told.reduce((more, each) => withSighting(more, other, each), known),
        withSighting(booking, seen, place),
      );
      this.rows = this.rows
        .filter((row) => !settled.includes(row))
        .map((row) => (row._id === booking._id ? merged : row));
      return booking._id;
    }
    const _id = String(this.next++);
    this.rows.push({
      ...seen,
      _id,
      told: [place],
      isDoubtful: verdict.is === 'doubtful',
      credited: verdict.is === 'new',
    });
    return _id;
  }

  sum(credited: boolean): number {
    return this.rows
      .filter((row) => row.credited === credited)
      .reduce((total, { amountCents }) => total + amountCents, 0);
  }
}

/** Payments of one or two people, of one or two amounts on one or two days: most are alike in all but their references. */
interface Payment {
  readonly index: number;
  readonly seen: Sighting;
  readonly kinds: readonly string[];
}
const KINDS = ['entry', 'transaction', 'uetr', 'tx_id', 'end_to_end', 'instruction'];
const payments = (always: readonly string[]) =>
  fc
    .array(
      fc.record({
        amountCents: fc.constantFrom(1_000, 2_500),
        bookedOn: fc.constantFrom('2026-11-27', '2026-11-28'),
        payer: fc.constantFrom('IT37Z0760101600000028426203', 'IT86U0760111500000010117463'),
        kinds: fc.subarray(KINDS),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) =>
      all.map(
        ({ amountCents, bookedOn, payer, kinds }, index): Payment => ({
          index,
          seen: sighting({ amountCents, bookedOn, debtorIban: payer }),
          kinds: [...new Set([...always, ...kinds])],
        }),
      ),
    );
type Told = readonly { readonly payment: number; readonly shows: readonly string[] }[];
/** Statements that overlap as they like, each with other references, loaded in any order and some again. */
const world = (always: readonly string[]) =>
  payments(always).chain((all) => {
    const told = fc.record({ payment: fc.constantFrom(...all.map(({ index }) => index)), shows: fc.subarray(KINDS) });
    const statement = fc.uniqueArray(told, { selector: ({ payment }) => payment, minLength: 1 });
    return fc.array(statement, { minLength: 1, maxLength: 5 }).chain((statements) =>
      fc.record({
        all: fc.constant(all),
        statements: fc.constant(statements),
        order: fc.array(fc.nat(statements.length - 1), { minLength: 1, maxLength: 10 }),
      }),
    );
  });

function play(
  { all, statements, order }: { all: readonly Payment[]; statements: readonly Told[]; order: readonly number[] },
  always: readonly string[],
) {
  const book = new Book();
  const rowsOf = new Map<number, Set<string>>();
  for (const at of order) {
    const seen = statements[at]!.map(({ payment, shows }, index) => {
      const { seen: base, kinds } = all[payment]!;
      const shown = kinds.filter((kind) => shows.includes(kind) || always.includes(kind));
      return {
        payment,
        place: `statement-${at}/${index}`,
        line: { ...base, refs: Object.fromEntries(shown.map((kind) => [kind, `${kind}-${payment}`])) },
      };
    });
    for (const { payment, place, line } of seen.toSorted(
      (a, b) => Object.keys(b.line.refs).length - Object.keys(a.line.refs).length,
    )) {
      rowsOf.set(payment, (rowsOf.get(payment) ?? new Set()).add(book.take(line, place)));
    }
  }
  const distinct = [...rowsOf.keys()].reduce((total, payment) => total + all[payment]!.seen.amountCents, 0);
  return { book, rowsOf, distinct };
}

describe('R18: whatever statements tell in whatever order', () => {
  it('each booking that a bank names is credited once, and nothing is left for staff', () => {
    fc.assert(
      fc.property(world(['entry']), (told) => {
        const { book, distinct } = play(told, ['entry']);
        expect([book.sum(true), book.sum(false)]).toEqual([distinct, 0]);
      }),
      { numRuns: 500 },
    );
  });

  it('each booking is credited at most once, none is lost, and no two are taken for one, also where references come and go', () => {
    fc.assert(
      fc.property(world([]), (told) => {
        const { book, rowsOf, distinct } = play(told, []);
        const rows = new Map(book.rows.map((row) => [row._id, row]));
        for (const [payment, ids] of rowsOf) {
          const kept = [...ids].flatMap((id) => rows.get(id) ?? []);
          expect([payment, kept.length > 0, kept.filter(({ credited }) => credited).length <= 1]).toEqual([
            payment,
            true,
            true,
          ]);
          for (const [other, others] of rowsOf)
            if (other !== payment) expect([...ids].filter((id) => others.has(id))).toEqual([]);
        }
        expect(book.sum(true)).toBeLessThanOrEqual(distinct);
        expect(book.sum(true) + book.sum(false)).toBeGreaterThanOrEqual(distinct);
      }),
      { numRuns: 2_000 },
    );
  });

  it('loading everything once more changes nothing', () => {
    fc.assert(
      fc.property(world([]), (told) => {
        const once = play(told, []);
        const twice = play({ ...told, order: [...told.order, ...told.order] }, []);
        expect(twice.book.rows).toEqual(once.book.rows);
      }),
      { numRuns: 300 },
    );
  });

  it('within one statement twice the same is twice money', () => {
    const book = new Book();
    for (const at of [0, 1, 2]) book.take(of({ entry: 'SAME' }), `one/${at}`);
    for (const at of [0, 1, 2]) book.take(of({ entry: 'SAME' }), `other/${at}`);
    expect([book.sum(true), book.sum(false)]).toEqual([3_000, 0]);
  });

  it('what was doubtful is settled once a statement names both', () => {
    const book = new Book();
    book.take(of({ end_to_end: 'A' }), 'intraday/0');
    book.take(of({ entry: '1' }), 'evening/0');
    expect([book.sum(true), book.sum(false)]).toEqual([1_000, 1_000]);
    book.take(of({ end_to_end: 'A', entry: '1' }), 'month/0');
    book.take(of({ entry: '1' }), 'evening/0');
    expect([book.sum(true), book.sum(false)]).toEqual([1_000, 0]);
  });
});
