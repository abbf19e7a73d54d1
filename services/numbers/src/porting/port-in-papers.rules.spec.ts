import type { Actor } from '#libs/api/kernel/actor.js';
import { handedOver, hasGiven, mayRead, sortedOut, type PapersOf } from './port-in-papers.rules.js';
import type { PortInRow } from './port.schema.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const customer = (customerId: string): Actor => ({
  kind: 'customer',
  id: `user of ${customerId}`,
  roles: ['customer'],
  customerId,
});
const document = (day: number): PortInRow['documents'][number] => ({
  id: `doc-${day}`,
  kind: 'identity',
  fileName: 'id.pdf',
  contentType: 'application/pdf',
  size: 1,
  sha256: String(day),
  at: at(day),
});
const order = (customerId: string, days: number[]): PapersOf & Pick<PortInRow, 'history'> => ({
  customerId,
  documents: days.map(document),
  comments: [{ from: 'customer', text: '-', at: at(days[0]!) }],
  history: [{ state: 'draft', action: 'request', actor: 'customer:x', at: at(1) }],
});
const readers = (papers: PapersOf): string[] =>
  ['anna', 'bruno', 'carla', 'stranger'].filter((name) => mayRead(papers, customer(name)));
const seenBy = (papers: PapersOf, name: string): string[] =>
  papers.documents.filter(({ givenBy }) => hasGiven(papers, givenBy, customer(name))).map(({ id }) => id);

describe('case 13: the papers of a port-in order', () => {
  it('stay with who gave them, through two volture', () => {
    const first = handedOver(order('anna', [1]), 'bruno');
    const second = handedOver({ ...first, documents: [...first.documents, document(2)] }, 'carla');
    expect([
      readers(second),
      seenBy(second, 'anna'),
      seenBy(second, 'bruno'),
      seenBy(second, 'carla'),
      second.givenBy,
    ]).toEqual([['anna', 'bruno', 'carla'], ['doc-1'], ['doc-2'], [], 'anna']);
    expect([
      hasGiven(second, 'anna', { kind: 'staff', id: 'x', roles: [] }),
      hasGiven(second, undefined, { kind: 'carrier', id: 'x', roles: [] }),
    ]).toEqual([true, false]);
  });

  it('are shown to nobody whose voltura was undone', () => {
    const undone = handedOver(handedOver(order('anna', [1]), 'bruno'), 'anna');
    expect([readers(undone), seenBy(undone, 'anna'), undone.formerCustomers]).toEqual([['anna'], ['doc-1'], []]);
  });

  it('are told apart by time where an order changed hands before they were', () => {
    const holders = [
      { customerId: 'anna', until: at(5) },
      { customerId: 'bruno', until: at(10) },
    ];
    const now = sortedOut(order('carla', [1, 7, 12]), holders);
    expect([readers(now), seenBy(now, 'anna'), seenBy(now, 'bruno'), seenBy(now, 'carla'), now.givenBy]).toEqual([
      ['anna', 'bruno', 'carla'],
      ['doc-1'],
      ['doc-7'],
      ['doc-12'],
      'anna',
    ]);
    const corrected = order('carla', [1]);
    corrected.history.push({ state: 'draft', action: 'amend', actor: 'customer:y', at: at(11) });
    expect(sortedOut(corrected, holders).givenBy).toBeUndefined();
  });
});
