import { epcText } from './epc.js';

describe('the QR code of a transfer (EPC069-12)', () => {
  it('holds its lines in order, the amount with two decimals and the creditor reference', () => {
    const transfer = {
      iban: 'IT60 X054 2811 1010 0000 0123 456',
      beneficiary: 'OpenVOIP S.r.l.',
      paymentReference: 'RF20C00000001',
      amountCents: 1_005,
    };
    expect(epcText(transfer)).toBe(
      'BCD\n002\n1\nSCT\n\nOpenVOIP S.r.l.\nIT60X0542811101000000123456\nEUR10.05\n\nRF20C00000001',
    );
  });

  it('cuts a name to the 70 characters that fit', () => {
    const text = epcText({ iban: 'I', beneficiary: 'x'.repeat(90), paymentReference: 'RF', amountCents: 1 });
    expect(text.split('\n')[5]).toBe('x'.repeat(70));
  });
});
