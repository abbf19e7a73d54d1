import { isDialled, isEmergency, isShort, shortNumbers, withoutLastDigits } from './dialled-number.js';

describe('a called number', () => {
  it('is E.164 with its +, or a short number that is known', () => {
    for (const number of [
      '+393351234567',
      '+390212345678',
      '+1202555',
      '+123456789012345',
      '112',
      '117',
      '1530',
      '116117',
    ])
      expect(`${number} ${isDialled(number)}`).toBe(`${number} true`);
  });

  it('is nothing that could be taken for a number in another country', () => {
    for (const number of [
      '3351234567',
      '393351234567',
      '00393351234567',
      '0212345678',
      '+0212345678',
      '+120255',
      '+1234567890123456',
      '1122',
      '119',
      '+112',
      '',
      'sip:112',
      '+39335123456x',
      '112\n',
    ])
      expect(`${number} ${isDialled(number)}`).toBe(`${number} false`);
  });

  it('is free where it must always be reached', () => {
    for (const number of ['112', '113', '114', '115', '117', '118', '1530']) expect(isEmergency(number)).toBe(true);
    expect(isEmergency('+393351234567')).toBe(false);
  });

  it('is short where the numbering plan has services of public interest, which a price deck makes free', () => {
    for (const number of ['1500', '1515', '1518', '1525', '1533', '1544'])
      expect([number, isDialled(number), isShort(number), isEmergency(number)]).toEqual([number, true, true, false]);
    for (const number of ['116006', '116111', '116123', '116000', '114', '117'])
      expect([number, isEmergency(number)]).toEqual([number, true]);
    expect(shortNumbers().filter((number) => !/^1\d{2,5}$/.test(number))).toEqual([]);
  });

  it('R28: is shown without its last three digits', () => {
    expect(['+393351234567', '1522', '112'].map(withoutLastDigits)).toEqual(['+393351234***', '1***', '***']);
  });
});
