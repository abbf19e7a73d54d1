import { NO_CODICE_DESTINATARIO, codiceDestinatarioProblem, isCodiceDestinatario, isPec } from './invoice-address.js';

describe('the address of an electronic invoice', () => {
  it('is a codice destinatario of seven capital letters and digits', () => {
    for (const good of ['ABC1234', '0000000', 'XXXXXXX', NO_CODICE_DESTINATARIO])
      expect(isCodiceDestinatario(good)).toBe(true);
    for (const wrong of ['ABC123', 'ABC12345', 'abc1234', 'ABC 123', ''])
      expect(isCodiceDestinatario(wrong)).toBe(false);
  });

  it('of somebody in Italy that is not XXXXXXX, nor a public administration’s', () => {
    expect(codiceDestinatarioProblem('ABC1234')).toBeUndefined();
    for (const [wrong, right] of [
      ['XXXXXXX', '0000000'],
      ['UFABCD', 'seven'],
      ['ABC12345', 'seven'],
    ] as const)
      expect(codiceDestinatarioProblem(wrong)!.en).toContain(right);
  });

  it('or a PEC mailbox', () => {
    for (const good of ['mario.rossi@pec.example.it', 'studio+fatture@legalmail.example'])
      expect(isPec(good)).toBe(true);
    for (const wrong of [
      'mario',
      'a@b',
      'a b@pec.example.it',
      '@pec.example.it',
      'a@pec..it',
      'a..b@pec.example.it',
      'a@-pec.it',
      `a@${'x'.repeat(260)}.it`,
    ]) {
      expect(isPec(wrong)).toBe(false);
    }
  });
});
