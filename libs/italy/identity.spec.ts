import {
  identityProblems,
  isSameParty,
  isTaxCodeOf,
  nameOf,
  normalisedIdentity,
  registeredHolder,
  taxCodeOf,
  type Identity,
} from './identity.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const MARIO: Identity = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA85T10A562S',
  address,
};
const ESEMPIO: Identity = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  pec: 'esempio@pec.example.it',
  address,
};
const CONDOMINIO: Identity = {
  kind: 'company',
  companyName: 'Condominio Via Roma 1',
  codiceFiscale: '80012000826',
  address,
};
const texts = (identity: Identity): string[] => identityProblems(identity, 'holder').map(({ text }) => text.it);
const fields = (identity: Identity): string[] => identityProblems(identity, 'holder').map(({ field }) => field);

describe('R2: the identity of a holder', () => {
  it('is that of a person without a VAT number, or of a company', () => {
    expect([fields(MARIO), fields(ESEMPIO)]).toEqual([[], []]);
  });

  it('is whole, and holds nothing of the other kind', () => {
    expect(fields({ ...MARIO, givenName: ' ', codiceFiscale: undefined })).toEqual([
      'holder.givenName',
      'holder.codiceFiscale',
    ]);
    expect(fields({ ...MARIO, partitaIva: '12345670017' })).toEqual(['holder.partitaIva']);
    expect(fields({ ...ESEMPIO, familyName: 'Rossi' })).toEqual(['holder.familyName']);
  });

  it('does not contradict itself: codice fiscale and name, CAP and province', () => {
    expect(fields({ ...MARIO, familyName: 'Verdi' })).toEqual(['holder.familyName']);
    expect(fields({ ...ESEMPIO, address: { ...address, cap: '00118' } })).toEqual(['holder.address.cap']);
    expect(fields({ ...ESEMPIO, address: { ...address, province: 'XX' } })).toEqual(['holder.address.province']);
  });

  it('is stored tidy, and named by its name and tax code', () => {
    const tidy = normalisedIdentity({
      ...MARIO,
      givenName: '  Mario ',
      codiceFiscale: 'rssmra85t10a562s',
      companyName: undefined,
    });
    expect(tidy).toEqual(MARIO);
    expect([nameOf(tidy), taxCodeOf(tidy), nameOf(ESEMPIO), taxCodeOf(ESEMPIO)]).toEqual([
      'Mario Rossi',
      'RSSMRA85T10A562S',
      'Esempio S.r.l.',
      '12345670017',
    ]);
  });

  describe('12-company-own-codice-fiscale:', () => {
    const member: Identity = { ...ESEMPIO, codiceFiscale: '00743110157' };

    it('a company may give its own beside the VAT number, eleven digits or a sole trader’s sixteen characters', () => {
      expect([fields(member), fields({ ...ESEMPIO, codiceFiscale: 'rss mra 85t10 a562s' })]).toEqual([[], []]);
      expect(fields({ ...ESEMPIO, codiceFiscale: '00743110158' })).toEqual(['holder.codiceFiscale']);
    });

    it('a body without a VAT number is known by its eleven digits; a person is no company', () => {
      expect([fields(CONDOMINIO), taxCodeOf(CONDOMINIO)]).toEqual([[], '80012000826']);
      expect(fields({ ...CONDOMINIO, codiceFiscale: 'RSSMRA85T10A562S' })).toEqual(['holder.codiceFiscale']);
      expect(fields({ ...CONDOMINIO, codiceFiscale: undefined })).toEqual(['holder.partitaIva']);
      expect(texts({ ...MARIO, codiceFiscale: '00743110157' })[0]).toContain('16 caratteri');
    });

    it('either code is the holder’s, however it is typed; members of a VAT group are two parties', () => {
      const holder = registeredHolder(member);
      expect(holder).toEqual({
        kind: 'company',
        name: 'Esempio S.r.l.',
        taxCode: '12345670017',
        otherTaxCode: '00743110157',
      });
      expect(
        ['12345670017', 'IT 12345670017', '00743110157 ', '00743110158'].map((given) => isTaxCodeOf(holder, given)),
      ).toEqual([true, true, true, false]);
      expect(registeredHolder({ ...ESEMPIO, codiceFiscale: '12345670017' })).not.toHaveProperty('otherTaxCode');
      expect([isSameParty(holder, registeredHolder(ESEMPIO)), isSameParty(holder, { ...holder })]).toEqual([
        false,
        true,
      ]);
    });
  });

  describe('06-fattura-0000000-and-pec:', () => {
    it('XXXXXXX is for customers abroad, six characters for public administrations, which are told so', () => {
      expect(texts({ ...ESEMPIO, codiceDestinatario: 'XXXXXXX' })).toEqual([
        expect.stringContaining('0000000 e la PEC'),
      ]);
      expect(texts({ ...ESEMPIO, codiceDestinatario: 'UFABCD' })).toEqual([
        expect.stringContaining('pubblica amministrazione'),
      ]);
      expect(texts({ ...ESEMPIO, codiceDestinatario: 'ABC12' })).toEqual([expect.stringContaining('sette')]);
      expect(fields({ ...ESEMPIO, codiceDestinatario: '0000000' })).toEqual([]);
    });

    it('codes in lower case and with spaces are corrected, not refused', () => {
      const typed: Identity = {
        ...ESEMPIO,
        partitaIva: 'it 12345670017',
        codiceDestinatario: ' abc1234 ',
        pec: 'Esempio@PEC.example.it',
        address: { ...address, province: 'mi', cap: ' 20121' },
      };
      expect(fields(typed)).toEqual([]);
      expect(normalisedIdentity(typed)).toEqual({ ...ESEMPIO, codiceDestinatario: 'ABC1234' });
    });

    it('a PEC is what the schema of the invoice takes', () => {
      for (const pec of ['a..b@pec.example.it', '.a@pec.example.it', 'a@pec', 'a@b@pec.example.it'])
        expect(fields({ ...ESEMPIO, pec })).toEqual(['holder.pec']);
    });
  });

  it('what was short enough stays so, also where accents are composed to more letters', () => {
    expect(normalisedIdentity({ ...ESEMPIO, companyName: '\u0958'.repeat(200) }).companyName).toHaveLength(200);
    expect(normalisedIdentity({ ...ESEMPIO, companyName: 'Caffe\u0301' }).companyName).toBe('Caffé');
  });

  it('an address says where', () => {
    expect(fields({ ...MARIO, address: { ...address, street: ' ', city: '  ' } })).toEqual([
      'holder.address.street',
      'holder.address.city',
    ]);
  });
});
