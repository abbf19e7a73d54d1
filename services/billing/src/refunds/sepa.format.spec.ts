import { assertPain001, pain001, sepaText, type CreditTransfer, type TransferBatch } from './sepa.format.js';

const transfer = (over: Partial<CreditTransfer> = {}): CreditTransfer => ({
  endToEndId: '01K000000000000000000000AB-1',
  amountCents: 12_345,
  name: 'Niccolò D’Amico & figli',
  taxCode: 'RSSMRA80A01F205X',
  iban: 'IT60X0542811101000000123456',
  text: 'Rimborso credito residuo C00000042',
  ...over,
});
const batch = (over: Partial<TransferBatch> = {}): TransferBatch => ({
  messageId: '01K0000000000000000000BATCH',
  createdAt: new Date('2026-12-10T09:00:00Z'),
  executionDate: '2026-12-10',
  debtor: { name: 'OpenVOIP S.r.l.', iban: 'IT60X0542811101000000123456' },
  transfers: [transfer(), transfer({ endToEndId: 'E2', amountCents: 5 })],
  ...over,
});

describe('the bank file', () => {
  it('is valid pain.001.001.09, with the sums to the cent', async () => {
    const xml = pain001(batch());
    await assertPain001(xml);
    expect(xml).toContain('<CtrlSum>123.50</CtrlSum>');
    expect(xml).toContain('<InstdAmt Ccy="EUR">0.05</InstdAmt>');
    expect(xml.match(/<EndToEndId>/g)).toHaveLength(2);
  });

  it('is valid with the bank’s BIC, and with a thousand transfers', async () => {
    const transfers = Array.from({ length: 1_000 }, (_, index) => transfer({ endToEndId: `E${index}` }));
    await assertPain001(
      pain001(batch({ transfers, debtor: { name: 'OpenVOIP', iban: 'IT60X0542811101000000123456', bic: 'BCITITMM' } })),
    );
  });

  it('holds only characters that every bank takes', () => {
    expect(sepaText('Niccolò D’Amico & figli S.r.l. <€> ', 70)).toBe("Niccolo D'Amico + figli S.r.l.");
    expect(sepaText('a'.repeat(100), 70)).toHaveLength(70);
  });

  it('spells names in Latin letters, and names by the tax code whoever has none', async () => {
    const names = ['Łukasz Żółć', 'Søren Ærø', '株式会社', '—'];
    const xml = pain001(batch({ transfers: names.map((name, index) => transfer({ name, endToEndId: `E${index}` })) }));
    await assertPain001(xml);
    const creditors = [...xml.matchAll(/<Cdtr>\s*<Nm>(.*)<\/Nm>/g)].map(([, name]) => name);
    expect(creditors).toEqual(['Lukasz Zolc', 'Soren Aero', 'RSSMRA80A01F205X', 'RSSMRA80A01F205X']);
  });

  it('is not handed out when it breaks the schema', async () => {
    await expect(assertPain001(pain001(batch({ messageId: 'M'.repeat(36) })))).rejects.toThrow('pain.001.001.09');
    await expect(assertPain001(pain001(batch({ transfers: [] })))).rejects.toThrow('pain.001.001.09');
  });
});
