import { isDialled, isEmergency } from './dialled-number.js';

describe('a called number', () => {
  it('is E.164 with its +, or a short number that is known', () => {
    for (const number of ['+393351234567', '+390212345678', '+1202555', '+123456789012345', '112', '117', '1530', '116117']) expect(`${number} ${isDialled(number)}`).toBe(`${number} true`);
  });

  it('is nothing that could be taken for a number in another country', () => {
    for (const number of ['3351234567', '393351234567', '00393351234567', '0212345678', '+0212345678', '+120255', '+1234567890123456', '1122', '119', '+112', '', 'sip:112', '+39335123456x', '112\n']) expect(`${number} ${isDialled(number)}`).toBe(`${number} false`);
  });

  it('is free where it must always be reached', () => {
    for (const number of ['112', '113', '114', '115', '117', '118', '1530']) expect(isEmergency(number)).toBe(true);
    expect(isEmergency('+393351234567')).toBe(false);
  });
});
