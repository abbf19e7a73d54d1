import { capIsIn, isCap, isProvince, provinces } from './postal.js';

describe('Italian provinces', () => {
  it('are 107, and the four that Sardinia brought back', () => {
    expect(provinces()).toHaveLength(111);
    expect(new Set(provinces().map(({ code }) => code)).size).toBe(111);
    expect(new Set(provinces().map(({ region }) => region)).size).toBe(20);
    for (const { code, caps } of provinces()) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      for (const [first, last] of caps)
        expect(/^\d{5}$/.test(first) && /^\d{5}$/.test(last) && first <= last).toBe(true);
    }
  });

  it('are known by code', () => {
    for (const good of ['MI', 'RM', 'NA', 'BT', 'OT']) expect(isProvince(good)).toBe(true);
    for (const wrong of ['XX', 'mi', 'Milano', '', 'EE']) expect(isProvince(wrong)).toBe(false);
  });

  it('hold the CAP of their towns', () => {
    const towns = [
      ['00118', 'RM'],
      ['20121', 'MI'],
      ['20900', 'MB'],
      ['10121', 'TO'],
      ['80121', 'NA'],
      ['34121', 'TS'],
      ['34170', 'GO'],
      ['33170', 'PN'],
      ['33100', 'UD'],
      ['86170', 'IS'],
      ['86100', 'CB'],
      ['88900', 'KR'],
      ['47921', 'RN'],
      ['47521', 'FC'],
      ['09123', 'CA'],
      ['07026', 'OT'],
      ['08048', 'OG'],
      ['39100', 'BZ'],
      ['11100', 'AO'],
      ['28922', 'VB'],
      ['98121', 'ME'],
      ['63900', 'FM'],
    ] as const;
    for (const [cap, province] of towns)
      expect(`${cap} ${province} ${capIsIn(cap, province)}`).toBe(`${cap} ${province} true`);
    expect(capIsIn('20121', 'RM')).toBe(false);
    expect(capIsIn('34170', 'TS')).toBe(false);
    expect(capIsIn('20121', 'XX')).toBe(false);
  });
});

describe('a CAP', () => {
  it('is five digits that some province uses', () => {
    for (const good of ['00118', '20121', '98168']) expect(isCap(good)).toBe(true);
    for (const wrong of ['99999', '00000', '2012', '201211', '2O121', '', ' 20121']) expect(isCap(wrong)).toBe(false);
  });
});
