import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { XMLBuilder } from 'fast-xml-parser';
import { UnreadableStatement } from '#libs/api/errors/billing/payments.errors.js';
import { creditorReference } from '#libs/italy/creditor-reference.js';
import { readCamt } from './camt.format.js';

const RF = creditorReference('C00000042');
const entry = (inner: string, { amount = '25.00', sign = 'CRDT', reference = 'BANK-1' } = {}): string =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-09</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef>${inner}</Ntry>`;
const details = (text: string, extra = ''): string =>
  `<TxDtls>${extra}<RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></DbtrAcct></RltdPties><RmtInf>${text}</RmtInf></TxDtls>`;
const statement = (...entries: string[]): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>2026-12-09</Id><Acct><Id><IBAN>IT02L1234512345123456789012</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const keysOf = (file: string): string[] =>
  readCamt(file)
    .flatMap(({ lines }) => lines)
    .map(({ bankReference }) => bankReference.slice(bankReference.indexOf(':') + 1));

describe('a CAMT.053 statement', () => {
  it('tells each transfer that came in, with the RF reference that its payer wrote', () => {
    const [read] = readCamt(
      statement(
        entry(
          `<NtryDtls>${details(`<Ustrd>Ricarica ${RF.slice(0, 4)} ${RF.slice(4, 8)} ${RF.slice(8)}</Ustrd>`)}</NtryDtls>`,
        ),
      ),
    );
    expect(read).toMatchObject({ statementId: '2026-12-09', others: 0 });
    expect(read!.lines).toEqual([
      {
        account: 'IT02L1234512345123456789012',
        currency: 'EUR',
        refs: { entry: 'BANK-1' },
        place: expect.stringMatching(/^[0-9a-f]{20}\/0$/),
        bankReference: 'IT02L1234512345123456789012:BANK-1',
        names: ['BANK-1'],
        amountCents: 2_500,
        bookedOn: '2026-12-09',
        debtorName: 'Mario Rossi',
        debtorIban: 'IT60X0542811101000000123456',
        text: expect.stringContaining('Ricarica'),
        references: [RF],
      },
    ]);
  });

  it('takes the structured reference too', () => {
    const [read] = readCamt(
      statement(entry(`<NtryDtls>${details(`<Strd><CdtrRefInf><Ref>${RF}</Ref></CdtrRefInf></Strd>`)}</NtryDtls>`)),
    );
    expect(read!.lines[0]!.references).toEqual([RF]);
  });

  it('splits an entry of many transactions, each with a reference of its own', () => {
    const two = entry(
      `<NtryDtls>${details('<Ustrd>a</Ustrd>', '<Amt Ccy="EUR">10.00</Amt>')}${details('<Ustrd>b</Ustrd>', '<Amt Ccy="EUR">15.00</Amt>')}</NtryDtls>`,
    );
    expect(
      readCamt(statement(two))[0]!.lines.map(({ bankReference, amountCents }) => [
        bankReference.split(':')[1],
        amountCents,
      ]),
    ).toEqual([
      ['BANK-1/1', 1_000],
      ['BANK-1/2', 1_500],
    ]);
  });

  it('numbers what has the same reference within one statement, and not what another statement tells again', () => {
    const same = '<Refs><AcctSvcrRef>BANK-1</AcctSvcrRef></Refs>';
    const two = entry(
      `<NtryDtls>${details('<Ustrd>a</Ustrd>', `${same}<Amt Ccy="EUR">10.00</Amt>`)}${details('<Ustrd>b</Ustrd>', `${same}<Amt Ccy="EUR">15.00</Amt>`)}</NtryDtls>`,
    );
    expect(keysOf(statement(two))).toEqual(['BANK-1/BANK-1', 'BANK-1/BANK-1#2']);
    const file = statement(two).replace(/<Stmt>.*<\/Stmt>/s, (stmt) => `${stmt}${stmt}`);
    expect(keysOf(file)).toEqual(['BANK-1/BANK-1', 'BANK-1/BANK-1#2', 'BANK-1/BANK-1', 'BANK-1/BANK-1#2']);
  });

  it.each(['NONREF', 'NOTPROVIDED', 'notprovided', ''])(
    'names money by what is known of it where its reference is "%s", and the entry has but its number in the statement',
    (reference) => {
      const of = (text: string, day = '2026-12-09') =>
        entry(
          `<NtryRef>1</NtryRef><NtryDtls>${details(`<Ustrd>${text}</Ustrd>`, '<Refs><TxId>NOTPROVIDED</TxId></Refs>')}</NtryDtls>`,
          { reference },
        ).replace('2026-12-09', day);
      const [one, again, other, later] = keysOf(statement(of('a'), of('a'), of('b'), of('a', '2026-12-10')));
      expect(one).toMatch(/^2026-12-09\/2500\/[0-9a-f]{20}$/);
      expect(again).toBe(`${one}#2`);
      expect(new Set([one, other, later]).size).toBe(3);
      expect(keysOf(statement(of('b'), of('a')))).toEqual([other, one]);
    },
  );

  it('tells the bank’s names of the money: those of its own, and that of the entry which it shares', () => {
    const own = '<Refs><AcctSvcrRef>TX-9</AcctSvcrRef></Refs>';
    const alone = readCamt(statement(entry(`<NtryDtls>${details('', own)}</NtryDtls>`)))[0]!.lines;
    expect(alone).toMatchObject([{ names: ['BANK-1', 'TX-9', 'BANK-1/TX-9'] }]);
    expect(alone[0]).not.toHaveProperty('batchReference');
    const two = entry(
      `<NtryDtls>${details('', `${own}<Amt Ccy="EUR">10.00</Amt>`)}${details('', '<Amt Ccy="EUR">15.00</Amt>')}</NtryDtls>`,
    );
    expect(readCamt(statement(two))[0]!.lines).toMatchObject([
      { names: ['TX-9', 'BANK-1/TX-9'], batchReference: 'BANK-1' },
      { names: ['BANK-1/2'], batchReference: 'BANK-1' },
    ]);
  });

  it('leaves debits, reversals and what is not booked alone', () => {
    const [read] = readCamt(
      statement(entry('', { sign: 'DBIT' }), entry('<RvslInd>true</RvslInd>'), entry('').replace('BOOK', 'PDNG')),
    );
    expect(read).toMatchObject({ lines: [], others: 3 });
  });

  it('15-camt-small: takes xs:boolean in both of its forms: a reversal is no money in', () => {
    for (const yes of ['1', 'true', ' 1 '])
      expect(readCamt(statement(entry(`<RvslInd>${yes}</RvslInd>`)))[0]).toMatchObject({ lines: [], others: 1 });
    for (const no of ['0', 'false'])
      expect(readCamt(statement(entry(`<RvslInd>${no}</RvslInd>`)))[0]!.lines).toMatchObject([{ amountCents: 2_500 }]);
  });

  it('15-camt-small: reads a time without a zone as the bank’s own, and one with a zone in Rome', () => {
    const days = [
      '<DtTm>2026-12-31T23:30:00</DtTm>',
      '<DtTm>2026-12-31T23:30:00.000</DtTm>',
      '<DtTm>2026-12-31T23:30:00Z</DtTm>',
      '<DtTm>2026-12-31T23:30:00+01:00</DtTm>',
      '<Dt>2026-12-31</Dt>',
      '<Dt>2026-12-31+01:00</Dt>',
    ].map((day) => readCamt(statement(entry('').replace('<Dt>2026-12-09</Dt>', day)))[0]!.lines[0]!.bookedOn);
    expect(days).toEqual(['2026-12-31', '2026-12-31', '2027-01-01', '2026-12-31', '2026-12-31', '2026-12-31']);
  });

  it('15-camt-small: decodes character references, and finds an RF reference over a line break', () => {
    const [line] = readCamt(
      statement(
        entry(
          `<NtryDtls>${details(`<Ustrd xml:space="preserve">Citt&#xE0; dell&#8217;acqua ${RF.slice(0, 8)}&#13;\n${RF.slice(8)}</Ustrd>`).replace('Mario', 'Niccol&#xf2;')}</NtryDtls>`,
        ),
      ),
    )[0]!.lines;
    expect(line).toMatchObject({
      references: [RF],
      debtorName: 'Niccolò Rossi',
      text: expect.stringMatching(/^Città dell’acqua RF\w{6} \w+$/),
    });
  });

  it.each([
    ['EndToEndId', `<Refs><EndToEndId>${RF}</EndToEndId></Refs>`, ''],
    ['AddtlTxInf', `<AddtlTxInf>Bonifico ${RF}</AddtlTxInf>`, ''],
    ['AddtlRmtInf', `<RmtInf><Strd><AddtlRmtInf>${RF}</AddtlRmtInf></Strd></RmtInf>`, ''],
    [
      'AddtlNtryInf beside a text that says nothing',
      '<RmtInf><Ustrd>NOTPROVIDED</Ustrd></RmtInf>',
      `<AddtlNtryInf>BONIFICO ${RF}</AddtlNtryInf>`,
    ],
  ])('15-camt-small: finds the RF reference in %s', (_, inner, beside) => {
    expect(
      readCamt(statement(entry(`<NtryDtls><TxDtls>${inner}</TxDtls></NtryDtls>${beside}`)))[0]!.lines,
    ).toMatchObject([{ references: [RF] }]);
  });

  it('15-camt-small: is read in an envelope, with any name spaces, and amounts with a plus', () => {
    const enveloped = statement(entry('', { amount: '+25.00' }))
      .replace(
        '<Document',
        '<n:BizMsgEnvlp xmlns:n="urn:x"><h:AppHdr xmlns:h="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><h:BizMsgIdr>B</h:BizMsgIdr></h:AppHdr><Document',
      )
      .replace('</Document>', '</Document></n:BizMsgEnvlp>');
    expect(readCamt(enveloped)[0]!.lines).toMatchObject([{ amountCents: 2_500 }]);
    expect(readCamt(`\uFEFF \n${statement(entry(''))}`)[0]!.lines).toHaveLength(1);
  });

  it.each([
    ['camt.054', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
    ['camt.052', 'BkToCstmrAcctRpt', 'Rpt'],
  ])('is read from %s too', (_, message, inner) => {
    const file = statement(entry(''))
      .replaceAll('BkToCstmrStmt', message)
      .replaceAll('<Stmt>', `<${inner}>`)
      .replaceAll('</Stmt>', `</${inner}>`);
    expect(readCamt(file)[0]!.lines).toMatchObject([{ amountCents: 2_500, names: ['BANK-1'] }]);
  });

  it.each([
    [
      '<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Dt><Dt>2026-12-06</Dt></Dt></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Dt><Dt>2026-12-07</Dt></Dt></Bal><FrToDt><ToDtTm>2026-12-06T10:00:00</ToDtTm></FrToDt>',
      '2026-12-07',
    ],
    [
      '<FrToDt><FrDtTm>2026-12-05T00:00:00</FrDtTm><ToDtTm>2026-12-06T10:00:00</ToDtTm></FrToDt><CreDtTm>2026-12-05T10:00:00</CreDtTm>',
      '2026-12-06',
    ],
    ['<CreDtTm>2026-12-05T10:00:00</CreDtTm>', '2026-12-05'],
  ])('09-camt-optional-fields-refuse-file: takes the statement’s day for an entry without one: %s', (of, day) => {
    const undated = statement(entry('').replace('<BookgDt><Dt>2026-12-09</Dt></BookgDt>', '')).replace(
      '<Ntry>',
      `${of}<Ntry>`,
    );
    expect(readCamt(undated)[0]!.lines).toMatchObject([{ bookedOn: day, isDayAssumed: true }]);
    expect(readCamt(undated)[0]!.lines[0]).not.toHaveProperty('problem');
  });

  const parts = (...amounts: string[]): string =>
    `<NtryDtls>${amounts.map((amount) => details('<Ustrd>a</Ustrd>', amount)).join('')}</NtryDtls>`;
  const amt = (amount: string, currency = 'EUR'): string => `<Amt Ccy="${currency}">${amount}</Amt>`;
  it.each([
    ['no_date', entry('').replace('2026-12-09', '9999-12-31'), 2_500],
    ['no_date', entry('').replace('<BookgDt><Dt>2026-12-09</Dt></BookgDt>', ''), 2_500],
    ['other_currency', entry('').replace('EUR', 'USD'), 2_500],
    ['other_currency', entry(parts(amt('10.00'), amt('15.00', 'CHF'))), 2_500],
    ['amount_not_positive', entry('', { amount: '0.00' }), 0],
    ['amount_not_positive', entry('', { amount: '-25.00' }), -2_500],
    ['amount_unreadable', entry('', { amount: '25,00' }), 0],
    ['amount_unreadable', entry('', { amount: '10.005' }), 0],
    ['amount_unreadable', entry('', { amount: '9'.repeat(30) }), 0],
    ['amount_unreadable', entry('').replace(/<Amt.*?<\/Amt>/, ''), 0],
    ['direction_unknown', entry('', { sign: 'BOTH' }), 2_500],
    ['credit_taken_back', entry('<RvslInd>1</RvslInd>', { sign: 'DBIT' }), -2_500],
    ['no_amounts', entry(parts('', '')), 2_500],
    ['parts_do_not_add_up', entry(parts(amt('10.00'), amt('10.00'))), 2_500],
    ['parts_do_not_add_up', entry(parts(amt('0.00'), amt('25.00'))), 2_500],
    [
      'net_of_charges',
      entry(
        parts(
          `${amt('13.00')}<Chrgs><Rcrd>${amt('0.50')}</Rcrd></Chrgs>`,
          `${amt('13.00')}<Chrgs><Rcrd>${amt('0.50')}</Rcrd></Chrgs>`,
        ),
      ),
      2_500,
    ],
    ['net_of_charges', entry(parts(amt('26.00'), `${amt('1.00')}<CdtDbtInd>DBIT</CdtDbtInd>`)), 2_500],
  ])(
    '09-camt-optional-fields-refuse-file: one odd entry (%s) is a line for staff and stops none of the others',
    (problem, odd, amountCents) => {
      const { lines, others } = readCamt(
        statement(entry('', { reference: 'BEFORE' }), odd, entry('', { reference: 'AFTER' })),
      )[0]!;
      expect(lines.map((line) => line.problem)).toEqual([undefined, problem, undefined]);
      expect([lines[1]!.amountCents, others]).toEqual([amountCents, 0]);
    },
  );

  it('10-camt-batch-with-charges: GOOD is a transfer, NET one line of 48.00 for staff', () => {
    expect(readCamt(fixture('10-camt-batch-with-charges/batch.xml'))[0]).toMatchObject({
      lines: [
        { amountCents: 2_500, names: ['GOOD'] },
        { amountCents: 4_800, names: ['NET'], problem: 'net_of_charges' },
      ],
      others: 0,
    });
  });

  const E2E = '01K000000000000000000000AB-1';
  const refs = (endToEndId: string): string => `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>`;
  const came = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
  const code = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>';
  it.each([
    [
      'its return information',
      entry(`<NtryDtls>${details(`<Ustrd>${RF}</Ustrd>`, refs(E2E) + came)}</NtryDtls>`),
      { returned: { endToEndId: E2E, reason: 'AC04' } },
    ],
    ['its code', entry(`${code}<NtryDtls>${details('', refs(E2E))}</NtryDtls>`), { returned: { endToEndId: E2E } }],
    [
      'the reversal of our own',
      entry(`<RvslInd>1</RvslInd><NtryDtls>${details('', refs(E2E))}</NtryDtls>`),
      { returned: { endToEndId: E2E } },
    ],
    [
      'a return of somebody’s',
      entry(`<NtryDtls>${details(`<Ustrd>${RF}</Ustrd>`, refs('SUPPLIER-7') + came)}</NtryDtls>`),
      { problem: 'returned_not_ours' },
    ],
    [
      'a credit with the number of a refund and nothing that says it came back',
      entry(`<NtryDtls>${details('', refs(E2E))}</NtryDtls>`),
      { problem: 'names_a_refund' },
    ],
  ])('R13: knows a transfer that came back by %s', (_, row, expected) => {
    expect(readCamt(statement(row))[0]!.lines).toMatchObject([expected]);
  });

  it('is the same statement when it is fetched again, as far as its balances prove it', () => {
    const made = (at: string, more = '') =>
      readCamt(statement(entry('')).replace('<Acct>', `<CreDtTm>${at}</CreDtTm>${more}<Acct>`))[0]!.lines[0]!.place;
    const balance = (amount: string) =>
      `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt></Bal>`;
    expect(made('2026-12-10T08:00:00', balance('100.00'))).toBe(made('2026-12-11T08:00:00', balance('100.00')));
    expect(made('2026-12-10T08:00:00', balance('100.00'))).not.toBe(made('2026-12-10T08:00:00', balance('125.00')));
    expect(made('2026-12-10T08:00:00')).not.toBe(made('2026-12-11T08:00:00'));
  });

  it('whatever is broken in a file, it is read or refused, never an error of ours', () => {
    const whole = statement(
      entry(`<NtryDtls>${details(`<Ustrd>${RF}</Ustrd>`, refs(E2E) + came)}</NtryDtls>`),
      entry(parts(amt('10.00'), amt('15.00'))),
    );
    const read = (file: string): unknown => {
      try {
        return readCamt(file);
      } catch (error) {
        if (error instanceof UnreadableStatement) return undefined;
        throw error;
      }
    };
    const bits = fc.constantFrom(
      '',
      '<',
      '>',
      '&',
      '&#0;',
      '&#55296;',
      '</Ntry>',
      '<Ntry>',
      '<Amt>',
      '<Refs/>',
      '<Dt/>',
      '<TxDtls>x</TxDtls>',
      '\u0000',
      '\ud800',
      '2026-13-45',
      'NaN',
      '-',
      '<![CDATA[',
      '<!--',
      '<?x?>',
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(whole.length), length: fc.nat(40), bit: bits }), {
          minLength: 1,
          maxLength: 4,
        }),
        (cuts) => {
          read(cuts.reduce((file, { at, length, bit }) => file.slice(0, at) + bit + file.slice(at + length), whole));
        },
      ),
      { numRuns: 1_000 },
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('', 'x', '1', '25.00', 'CRDT', 'BOOK', '2026-12-09'),
        fc.dictionary(
          fc.constantFrom(
            'Amt',
            'CdtDbtInd',
            'Sts',
            'Cd',
            'BookgDt',
            'Dt',
            'NtryDtls',
            'TxDtls',
            'Refs',
            'EndToEndId',
            'RtrInf',
            'Rsn',
            'RmtInf',
            'Ustrd',
            'Strd',
            'RltdPties',
            'Dbtr',
            'Nm',
            'Chrgs',
            'Rcrd',
            'BkTxCd',
            'AmtDtls',
            'TxAmt',
            'AcctSvcrRef',
            'RvslInd',
          ),
          tie('node'),
        ),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), tree, (entries, header) => {
        expect(
          read(
            new XMLBuilder().build({
              Document: { BkToCstmrStmt: { GrpHdr: header, Stmt: { Bal: header, Ntry: entries } } },
            }),
          ),
        ).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is refused whole only when it is no CAMT', () => {
    for (const none of [
      '',
      'x',
      '<Document>',
      '<Document/>',
      '<a>'.repeat(5_000),
      `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
      '<__proto__><Document/></__proto__>',
      '{"a":1}',
    ])
      expect(() => readCamt(none)).toThrow('cannot be read');
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1_000)}">]>${statement(entry('<AddtlNtryInf>&b;</AddtlNtryInf>')).replace('<?xml version="1.0"?>', '')}`;
    expect(() => readCamt(laughs)).toThrow('DOCTYPE');
    for (const odd of [
      '<Ntry/>',
      '<Ntry>text</Ntry>',
      '<Ntry><NtryDtls/></Ntry>',
      entry('<NtryDtls><TxDtls/></NtryDtls>'),
      entry('<NtryDtls><TxDtls/><TxDtls/></NtryDtls>'),
      entry(`<AddtlNtryInf>${'x'.repeat(10_000)}\u202E&#0;</AddtlNtryInf>`, { reference: 'R'.repeat(500) }),
    ]) {
      for (const { bankReference, names } of readCamt(statement(odd))[0]!.lines)
        expect(Math.max(bankReference.length, ...names.map(({ length }) => length))).toBeLessThan(110);
    }
    expect(readCamt(statement(entry('')).replace(/<Acct>.*<\/Acct>/, ''))[0]!.lines).toMatchObject([
      { problem: 'no_account' },
    ]);
  });
});
