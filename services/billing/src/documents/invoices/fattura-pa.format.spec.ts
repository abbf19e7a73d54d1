import { XMLParser } from 'fast-xml-parser';
import type { Holder } from '#libs/api/kernel/holder.js';
import { cents, vatOn } from '#libs/money/money.js';
import { fatturaPa, schemaProblems, type Operator } from './fattura-pa.format.js';
import { draftOf, type InvoiceDraft, type InvoiceLine } from './invoice.rules.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const operator: Operator = {
  name: 'OpenVOIP S.r.l.',
  vatNumber: '00743110157',
  taxRegime: 'RF01',
  address,
  rea: { office: 'MI', number: '1234567' },
};
const person: Holder = {
  kind: 'private',
  givenName: 'Niccolò',
  familyName: 'D’Amico',
  codiceFiscale: 'RSSMRA80A01F205X',
  address,
};
const company: Holder = {
  kind: 'company',
  companyName: 'Rossi & figli <S.r.l.>',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address: { ...address, street: 'Piazza della Repubblica Democratica di tutti i Cittadini, scala A interno 42' },
};
const line = (net: number): InvoiceLine => ({
  description: '2 x Interno, Rinnovo mensile',
  from: '2026-11-01',
  until: '2026-11-30',
  netCents: cents(net),
  vatBasisPoints: 2_200,
  vatCents: vatOn(cents(net), 2_200).vat,
});
const draft = (holder: Holder, lines = [line(500), line(333)], paid = true): InvoiceDraft =>
  draftOf(
    {
      holder,
      contractNumber: 'C00000042',
      cause: 'Servizi di telefonia',
      period: '2026-11',
      date: '2026-11-30',
      ...(paid ? { paidBy: 'MP22' as const } : {}),
    },
    lines,
  )!;
const xmlOf = (of: InvoiceDraft): string => fatturaPa(of, operator, { number: '42/2026', transmission: '0001A' });
const problemsOf = (...xmls: string[]) =>
  schemaProblems(new Map(xmls.map((xml, index) => [`IT00743110157_0000${index}.xml`, xml])));

describe('an electronic invoice', () => {
  it('is valid FatturaPA 1.2.3 for a person, a company, and a company that is reached by PEC', async () => {
    const { codiceDestinatario: _code, ...unreached } = company;
    const xmls = [
      person,
      company,
      { ...unreached, pec: 'rossi@pec.example.it' },
      { ...unreached, codiceFiscale: 'RSSMRA80A01F205X' },
    ].map((holder) => xmlOf(draft(holder)));
    expect(await problemsOf(...xmls)).toEqual(new Map());
    expect(xmls[1]).toContain('<CodiceDestinatario>ABC1234</CodiceDestinatario>');
    expect(xmls[2]).toContain('<CodiceDestinatario>0000000</CodiceDestinatario>');
    expect(xmls[2]).toContain('<PECDestinatario>rossi@pec.example.it</PECDestinatario>');
  });

  it('06-fattura-0000000-and-pec: 0000000 and the PEC are both written; beside a code of its own there is no PEC; what was stored before it was checked so is left out', async () => {
    const pec = 'alfa@pec.example.it';
    const xmls = [
      ['0000000', pec],
      ['ABC1234', pec],
      ['XXXXXXX', pec],
      ['0000000', 'a..b@pec.example.it'],
    ].map(([codiceDestinatario, to]) =>
      xmlOf(draft({ ...company, codiceDestinatario: codiceDestinatario!, pec: to! })),
    );
    expect(await problemsOf(...xmls)).toEqual(new Map());
    const delivery = (xml: string) =>
      /<CodiceDestinatario>[\s\S]*?<\/DatiTrasmissione>/.exec(xml)![0].replace(/\s+|<\/DatiTrasmissione>/g, '');
    expect(xmls.map(delivery)).toEqual([
      `<CodiceDestinatario>0000000</CodiceDestinatario><PECDestinatario>${pec}</PECDestinatario>`,
      '<CodiceDestinatario>ABC1234</CodiceDestinatario>',
      `<CodiceDestinatario>0000000</CodiceDestinatario><PECDestinatario>${pec}</PECDestinatario>`,
      '<CodiceDestinatario>0000000</CodiceDestinatario>',
    ]);
  });

  it('12-company-own-codice-fiscale: names a company by both codes, and a body without a VAT number by its codice fiscale alone', async () => {
    const { partitaIva: _vat, codiceDestinatario: _code, ...body } = company;
    const [both, alone] = [
      xmlOf(draft({ ...company, codiceFiscale: '00743110157' })),
      xmlOf(draft({ ...body, codiceFiscale: '80012000826' })),
    ];
    expect(await problemsOf(both, alone)).toEqual(new Map());
    const buyer = (xml: string) =>
      new XMLParser({ parseTagValue: false, removeNSPrefix: true }).parse(xml).FatturaElettronica
        .FatturaElettronicaHeader.CessionarioCommittente.DatiAnagrafici;
    expect(buyer(both)).toMatchObject({
      IdFiscaleIVA: { IdPaese: 'IT', IdCodice: '12345670017' },
      CodiceFiscale: '00743110157',
    });
    expect(buyer(alone)).toMatchObject({ CodiceFiscale: '80012000826' });
    expect(buyer(alone)).not.toHaveProperty('IdFiscaleIVA');
  });

  it('says the same sums everywhere', () => {
    const { FatturaElettronicaBody: body } = new XMLParser({ parseTagValue: false, removeNSPrefix: true }).parse(
      xmlOf(draft(company)),
    ).FatturaElettronica;
    expect(body.DatiGenerali.DatiGeneraliDocumento).toMatchObject({
      TipoDocumento: 'TD24',
      Data: '2026-11-30',
      Numero: '42/2026',
      ImportoTotaleDocumento: '10.16',
    });
    expect(body.DatiBeniServizi.DatiRiepilogo).toEqual({
      AliquotaIVA: '22.00',
      ImponibileImporto: '8.33',
      Imposta: '1.83',
      EsigibilitaIVA: 'I',
    });
    expect(
      body.DatiBeniServizi.DettaglioLinee.map(({ PrezzoTotale }: { PrezzoTotale: string }) => PrezzoTotale),
    ).toEqual(['5.00', '3.33']);
    expect(body.DatiPagamento.DettaglioPagamento).toEqual({ ModalitaPagamento: 'MP22', ImportoPagamento: '10.16' });
  });

  it('says nothing of payment when the month ended in debt, nor on a credit note; both are valid', async () => {
    const [debt, credit] = [xmlOf(draft(person, undefined, false)), xmlOf(draft(person, [line(-500)]))];
    expect(await problemsOf(debt, credit)).toEqual(new Map());
    expect(debt).not.toContain('DatiPagamento');
    expect(credit).toContain('<TipoDocumento>TD04</TipoDocumento>');
    expect(credit).not.toContain('DatiPagamento');
  });

  it('07-control-character-no-invoice: is issued for a name and address that were stored with control characters', async () => {
    const stored = {
      ...company,
      companyName: 'Rossi\u0001 e Figli \ufffe S.r.l.',
      address: { ...address, street: 'Via\u0007 Roma 1' },
    };
    const xml = xmlOf(draft(stored));
    expect(await problemsOf(xml)).toEqual(new Map());
    expect(xml).toContain('<Denominazione>Rossi e Figli S.r.l.</Denominazione>');
    expect(xml).toContain('<Indirizzo>Via Roma 1</Indirizzo>');
  });

  it('points to what it corrects, by number and date, line by line where it corrects several; the invoice of a top-up has no days', async () => {
    const topUp = draftOf(
      {
        holder: person,
        contractNumber: 'C00000042',
        cause: 'Ricarica',
        period: '2026-11',
        date: '2026-11-20',
        paidBy: 'MP05',
      },
      [{ description: 'Ricarica', netCents: cents(3_000), vatBasisPoints: 2_200, vatCents: cents(660) }],
      'TD01',
    )!;
    const credit = {
      ...draft(person, [line(-500), line(-300)]),
      corrects: [
        { number: '1/2026', date: '2026-10-31', lines: [1] },
        { number: '7/2026', date: '2026-11-02', lines: [2] },
      ],
    };
    const xmls = [topUp, credit].map((of) => xmlOf(of));
    expect(await problemsOf(...xmls)).toEqual(new Map());
    expect(xmls[0]).toContain('<ModalitaPagamento>MP05</ModalitaPagamento>');
    const { FatturaElettronicaBody: body } = new XMLParser({ parseTagValue: false, removeNSPrefix: true }).parse(
      xmls[1]!,
    ).FatturaElettronica;
    expect(body.DatiGenerali.DatiFattureCollegate).toEqual([
      { RiferimentoNumeroLinea: '1', IdDocumento: '1/2026', Data: '2026-10-31' },
      { RiferimentoNumeroLinea: '2', IdDocumento: '7/2026', Data: '2026-11-02' },
    ]);
  });

  it('is named when it breaks the schema, and only it', async () => {
    const wrong = xmlOf(draft({ ...person, address: { ...address, cap: '2012' } }));
    const problems = await problemsOf(xmlOf(draft(company)), wrong, xmlOf(draft(person)));
    expect([...problems.keys()]).toEqual(['IT00743110157_00001.xml']);
    expect([...problems.values()][0]).toContain('CAP');
  });
});
