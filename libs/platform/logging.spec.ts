import { createLogger } from './logging.js';

/** What a logger writes for some fields and a sentence. */
function written(fields: object): Record<string, any> {
  const lines: string[] = [];
  createLogger('test', 'info', { write: (line) => void lines.push(line) }).info(fields, 'said');
  return JSON.parse(lines[0]!) as Record<string, any>;
}

describe('the log', () => {
  it('never has a secret, however deep', () => {
    const { password, request, outer } = written({
      password: 'hunter22',
      request: { token: 'abc.def' },
      outer: { inner: { refreshToken: 'rt_1' } },
    });
    expect([password, request.token, outer.inner.refreshToken]).toEqual(['[secret]', '[secret]', '[secret]']);
  });

  it('masks personal data', () => {
    const { email, holder } = written({
      email: 'mario@example.com',
      holder: {
        codiceFiscale: 'RSSMRA85T10A562S',
        partitaIva: '12345670017',
        familyName: 'Rossi',
        address: { street: 'Via Roma 1' },
      },
    });
    expect([email, holder]).toEqual([
      'ma…m',
      { codiceFiscale: 'RS…S', partitaIva: '12…7', familyName: 'Ro…i', address: '…' },
    ]);
  });

  it('masks who pays and who is paid, and sentences that name them, under whatever name', () => {
    const { refund, failure } = written({
      refund: {
        holderName: 'Mario Rossi',
        holderTaxCode: 'RSSMRA85T10A562S',
        debtorIban: 'IT60X0542811101000000123456',
      },
      failure: 'mario.rossi@example.com refused',
    });
    expect([refund, failure]).toEqual([
      { holderName: 'Ma…i', holderTaxCode: 'RS…S', debtorIban: 'IT…6' },
      'ma…m refused',
    ]);
  });

  it('masks people, and credentials, in the sentences of other programs', () => {
    const { reason } = written({
      reason:
        'no refund to IT60X0542811101000000123456: 550 <mario.rossi@example.com> unknown, RSSMRA85T10A562S, amqp://openvoip:pass@127.0.0.1:5672',
    });
    expect(reason).toBe('no refund to IT…6: 550 <ma…m> unknown, RS…S, amqp://[secret]@127.0.0.1:5672');
  });

  it('has an error’s kind, sentence and stack, and none of the data that hangs on it', () => {
    const error = Object.assign(new Error('E11000 dup key: { email: "mario@example.com" }'), {
      code: 11_000,
      keyValue: { email: 'mario@example.com' },
    });
    const { err } = written({ err: error });
    expect(err).toMatchObject({ type: 'Error', code: 11_000, message: 'E11000 dup key: { email: "ma…m" }' });
    expect(err.stack).toContain('logging.spec');
    expect(JSON.stringify(err)).not.toContain('mario@');
  });

  it('leaves ids, numbers and instants as they are', () => {
    expect(written({ reason: 'saga con_68a95893s6panh5qhfd511jfmn: 2026-11-25T02:59:19.578Z' }).reason).toBe(
      'saga con_68a95893s6panh5qhfd511jfmn: 2026-11-25T02:59:19.578Z',
    );
  });
});
