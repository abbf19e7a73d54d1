import { creditorReference } from '#libs/italy/creditor-reference.js';
import { readCamt, referencesIn } from './camt.js';

const RF = creditorReference('C00000042');
const entry = (inner: string, { amount = '25.00', sign = 'CRDT', reference = 'BANK-1' } = {}): string =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-09</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef>${inner}</Ntry>`;
const details = (text: string, extra = ''): string => `<TxDtls>${extra}<RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></DbtrAcct></RltdPties><RmtInf>${text}</RmtInf></TxDtls>`;
const statement = (...entries: string[]): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>2026-12-09</Id><Acct><Id><IBAN>IT02L1234512345123456789012</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
const keysOf = (file: string): string[] => readCamt(file).flatMap(({ transfers }) => transfers).map(({ bankReference }) => bankReference.slice(bankReference.indexOf(':') + 1));

describe('a CAMT.053 statement', () => {
  it('tells each transfer that came in, with the RF reference that its payer wrote', () => {
    const [read] = readCamt(statement(entry(`<NtryDtls>${details(`<Ustrd>Ricarica ${RF.slice(0, 4)} ${RF.slice(4, 8)} ${RF.slice(8)}</Ustrd>`)}</NtryDtls>`)));
    expect(read).toMatchObject({ statementId: '2026-12-09', others: 0 });
    expect(read!.transfers).toEqual([{
      bankReference: 'IT02L1234512345123456789012:BANK-1', names: ['BANK-1'], amountCents: 2_500, bookedOn: '2026-12-09', debtorName: 'Mario Rossi', debtorIban: 'IT60X0542811101000000123456',
      text: expect.stringContaining('Ricarica'), references: [RF],
    }]);
  });

  it('takes the structured reference too', () => {
    const [read] = readCamt(statement(entry(`<NtryDtls>${details(`<Strd><CdtrRefInf><Ref>${RF}</Ref></CdtrRefInf></Strd>`)}</NtryDtls>`)));
    expect(read!.transfers[0]!.references).toEqual([RF]);
  });

  it('splits an entry of many transactions, each with a reference of its own', () => {
    const two = entry(`<NtryDtls>${details('<Ustrd>a</Ustrd>', '<Amt Ccy="EUR">10.00</Amt>')}${details('<Ustrd>b</Ustrd>', '<Amt Ccy="EUR">15.00</Amt>')}</NtryDtls>`);
    expect(readCamt(statement(two))[0]!.transfers.map(({ bankReference, amountCents }) => [bankReference.split(':')[1], amountCents])).toEqual([['BANK-1/1', 1_000], ['BANK-1/2', 1_500]]);
  });

  it('numbers what has the same reference within one statement, and not what another statement tells again', () => {
    const same = '<Refs><AcctSvcrRef>BANK-1</AcctSvcrRef></Refs>';
    const two = entry(`<NtryDtls>${details('<Ustrd>a</Ustrd>', `${same}<Amt Ccy="EUR">10.00</Amt>`)}${details('<Ustrd>b</Ustrd>', `${same}<Amt Ccy="EUR">15.00</Amt>`)}</NtryDtls>`);
    expect(keysOf(statement(two))).toEqual(['BANK-1/BANK-1', 'BANK-1/BANK-1#2']);
    const file = statement(two).replace(/<Stmt>.*<\/Stmt>/s, (stmt) => `${stmt}${stmt}`);
    expect(keysOf(file)).toEqual(['BANK-1/BANK-1', 'BANK-1/BANK-1#2', 'BANK-1/BANK-1', 'BANK-1/BANK-1#2']);
  });

  it.each(['NONREF', 'NOTPROVIDED', 'notprovided', ''])('names money by what is known of it where its reference is "%s", and the entry has but its number in the statement', (reference) => {
    const of = (text: string, day = '2026-12-09') => entry(`<NtryRef>1</NtryRef><NtryDtls>${details(`<Ustrd>${text}</Ustrd>`, '<Refs><TxId>NOTPROVIDED</TxId></Refs>')}</NtryDtls>`, { reference }).replace('2026-12-09', day);
    const [one, again, other, later] = keysOf(statement(of('a'), of('a'), of('b'), of('a', '2026-12-10')));
    expect(one).toMatch(/^2026-12-09\/2500\/[0-9a-f]{20}$/);
    expect(again).toBe(`${one}#2`);
    expect(new Set([one, other, later]).size).toBe(3);
    expect(keysOf(statement(of('b'), of('a')))).toEqual([other, one]);
  });

  it('tells the bank’s names of the money: those of its own, and that of the entry which it shares', () => {
    const own = '<Refs><AcctSvcrRef>TX-9</AcctSvcrRef></Refs>';
    const alone = readCamt(statement(entry(`<NtryDtls>${details('', own)}</NtryDtls>`)))[0]!.transfers;
    expect(alone).toMatchObject([{ names: ['BANK-1', 'TX-9', 'BANK-1/TX-9'] }]);
    expect(alone[0]).not.toHaveProperty('batchReference');
    const two = entry(`<NtryDtls>${details('', `${own}<Amt Ccy="EUR">10.00</Amt>`)}${details('', '<Amt Ccy="EUR">15.00</Amt>')}</NtryDtls>`);
    expect(readCamt(statement(two))[0]!.transfers).toMatchObject([{ names: ['TX-9', 'BANK-1/TX-9'], batchReference: 'BANK-1' }, { names: ['BANK-1/2'], batchReference: 'BANK-1' }]);
  });

  it('leaves debits and reversals alone', () => {
    const [read] = readCamt(statement(entry('', { sign: 'DBIT' }), entry('<RvslInd>true</RvslInd>')));
    expect(read).toMatchObject({ transfers: [], others: 2 });
  });

  it('is refused whole when it is broken, in another currency, or its parts do not come to the entry', () => {
    expect(() => readCamt('<Document>')).toThrow('cannot be read');
    expect(() => readCamt('<Document/>')).toThrow('CAMT.053');
    expect(() => readCamt(statement(entry('').replace('EUR', 'USD')))).toThrow('Amt');
    const wrong = entry(`<NtryDtls>${details('', '<Amt Ccy="EUR">10.00</Amt>')}${details('', '<Amt Ccy="EUR">10.00</Amt>')}</NtryDtls>`);
    expect(() => readCamt(statement(wrong))).toThrow('BANK-1');
  });
});

describe('an RF reference in what people write', () => {
  it.each([`pagamento ${RF}`, `${RF.toLowerCase()} grazie`, `rif.${RF.replace(/(.{4})/g, '$1 ')}fattura`, `${RF.slice(0, 4)}-${RF.slice(4)}`])('is found in "%s"', (text) => expect(referencesIn(text)).toContain(RF));
  it('is not found where its check digits are wrong', () => expect(referencesIn(`RF00${RF.slice(4)}`)).toEqual([]));
});
