import fc from 'fast-check';

/** What may happen to a contract, in any order and number. */

export const IBANS = ['IT60X0542811101000000123456', 'DE89370400440532013000'] as const;

/** The way of a refund, with a bank that changes its mind. */
const ROAD = [
  'iban',
  'approve',
  'export',
  'executed',
  'rejected',
  'iban',
  'approve',
  'export',
  'rejected',
  'executed',
] as const;
export type Move = (typeof ROAD)[number];

/** How often something is asked, at once. */
const times = fc.integer({ min: 1, max: 3 });
const topUp = fc.record({ kind: fc.constant('topUp' as const), cents: fc.integer({ min: 1, max: 5_000 }), times });
const end = fc.record({
  kind: fc.constant('end' as const),
  iban: fc.option(fc.constantFrom(...IBANS), { nil: undefined }),
  times,
});
const refund = fc.record({
  kind: fc.constant('refund' as const),
  doing: fc.oneof(
    fc.subarray([...ROAD]),
    fc.constant<Move[]>([...ROAD]),
    fc.shuffledSubarray([...ROAD], { minLength: 2 }),
  ),
  times,
});
const step = fc.oneof(
  topUp,
  end,
  refund,
  fc.record({
    kind: fc.constant('card' as const),
    cents: fc.integer({ min: 100, max: 5_000 }),
    news: fc.shuffledSubarray(['paid', 'paid', 'refunded part', 'refunded', 'disputed', 'won'] as const, {
      minLength: 1,
    }),
    atOnce: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    product: fc.constantFrom('virtual_fax', 'inbound_line', 'traffic_flat', 'traffic_metered', 'pbx_basic'),
    quantity: fc.integer({ min: 0, max: 3 }),
    times,
  }),
  fc.record({ kind: fc.constant('month' as const), times }),
  fc.record({
    kind: fc.constant('calls' as const),
    seconds: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 6 }),
    hoursAgo: fc.integer({ min: 0, max: 72 }),
    asked: fc.boolean(),
    goesOn: fc.boolean(),
    again: fc.boolean(),
    times,
  }),
  fc.record({ kind: fc.constant('post' as const), times }),
  fc.record({ kind: fc.constant('endOfMonth' as const), withdrawn: fc.boolean(), times }),
  fc.record({
    kind: fc.constant('cameIn' as const),
    numbers: fc.integer({ min: 1, max: 3 }),
    hoursAgo: fc.integer({ min: 0, max: 72 }),
    times,
  }),
  fc.record({
    kind: fc.constant('wentOut' as const),
    which: fc.nat(),
    hoursAgo: fc.integer({ min: 0, max: 72 }),
    times,
  }),
);
/** Anything, and often enough a contract that ends with credit and is then paid out. */
export const sequence = fc.oneof(
  fc.array(step, { minLength: 3, maxLength: 10 }),
  fc
    .tuple(fc.array(step, { maxLength: 4 }), topUp, end, refund, fc.array(step, { maxLength: 3 }))
    .map(([before, ...paidOut]) => [...before, ...paidOut.flat()]),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
/** One kind of step. */
export type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
