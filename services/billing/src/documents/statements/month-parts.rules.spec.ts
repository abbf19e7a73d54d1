import { endOfPeriod, startOfPeriod } from '#libs/italy/rome-time.js';
import { partsOf } from './month-parts.rules.js';

const [START, END] = [startOfPeriod('2026-11'), endOfPeriod('2026-11')];
const mario = {
  customerId: 'cus_mario',
  holder: { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
};
const acme = {
  customerId: 'cus_acme',
  holder: { kind: 'company' as const, name: 'Acme S.r.l.', taxCode: '00743110157' },
};
const at = (text: string): Date => new Date(text);

describe('R16: the parts of a month', () => {
  it('are one while the holder stays', () => {
    expect(partsOf(mario, START, END)).toEqual([{ ...mario, from: START, until: END }]);
  });

  it('meet at the instant of each change of holder, whoever held before or after the month', () => {
    const [first, second] = [at('2026-11-10T09:30:00Z'), at('2026-11-20T08:00:00Z')];
    const account = {
      ...mario,
      formerHolders: [
        { ...acme, until: at('2026-10-01T00:00:00Z') },
        { ...mario, until: first },
        { ...acme, until: second },
      ],
    };
    expect(partsOf(account, START, END)).toEqual([
      { ...mario, from: START, until: first },
      { ...acme, from: first, until: second },
      { ...mario, from: second, until: END },
    ]);
    expect(partsOf({ ...acme, formerHolders: [{ ...mario, until: at('2026-12-05T00:00:00Z') }] }, START, END)).toEqual([
      { ...mario, from: START, until: END },
    ]);
  });

  it('are as before when a change of holder was undone', () => {
    const until = at('2026-11-10T09:30:00Z');
    expect(
      partsOf(
        {
          ...mario,
          formerHolders: [
            { ...mario, until },
            { ...acme, until },
          ],
        },
        START,
        END,
      ),
    ).toEqual([{ ...mario, from: START, until: END }]);
  });

  it('tell the identities of one customer apart', () => {
    const until = at('2026-11-10T09:30:00Z');
    const company = { ...acme, customerId: mario.customerId };
    expect(
      partsOf({ ...company, formerHolders: [{ ...mario, until }] }, START, END).map(({ holder }) => holder.name),
    ).toEqual(['Mario Rossi', 'Acme S.r.l.']);
  });

  describe('R29: go by the address that held at their end', () => {
    const living = (street: string) => ({
      kind: 'private' as const,
      givenName: 'Mario',
      familyName: 'Rossi',
      codiceFiscale: 'RSSMRA80A01F205X',
      address: { street, cap: '20121', city: 'Milano', province: 'MI' },
    });
    const firm = (street: string) => ({
      kind: 'company' as const,
      companyName: 'Acme S.r.l.',
      partitaIva: '00743110157',
      address: living(street).address,
    });
    const moved = (until: string, street: string) => ({
      customerId: mario.customerId,
      identity: living(street),
      until: at(until),
    });
    const streets = (account: Parameters<typeof partsOf>[0]) =>
      partsOf(account, START, END).map(({ holder }) => holder.identity?.address.street);
    const now = { ...mario, holder: { ...mario.holder, identity: living('Via Ora 3') } };

    it('a correction after the month leaves its documents alone, one within it is on them', () => {
      expect(streets({ ...now, formerIdentities: [moved('2026-12-02T10:00:00Z', 'Via Prima 1')] })).toEqual([
        'Via Prima 1',
      ]);
      expect(streets({ ...now, formerIdentities: [moved('2026-11-30T22:59:59Z', 'Via Prima 1')] })).toEqual([
        'Via Ora 3',
      ]);
      expect(
        streets({
          ...now,
          formerIdentities: [moved('2026-11-05T10:00:00Z', 'Via Prima 1'), moved('2026-12-05T10:00:00Z', 'Via Poi 2')],
        }),
      ).toEqual(['Via Poi 2']);
    });

    it('and corrections of one identity are none of another that the same customer had', () => {
      const until = at('2026-11-10T09:30:00Z');
      const company = {
        customerId: mario.customerId,
        holder: { ...acme.holder, identity: firm('Via Ora 3') },
        formerHolders: [{ ...now, until }],
      };
      const formerIdentities = [
        { customerId: mario.customerId, identity: firm('Via Prima 1'), until: at('2026-12-05T10:00:00Z') },
      ];
      expect(streets({ ...company, formerIdentities })).toEqual(['Via Ora 3', 'Via Prima 1']);
    });
  });
});
