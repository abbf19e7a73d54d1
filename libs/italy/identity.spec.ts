import { identityProblems, nameOf, normalisedIdentity, taxCodeOf, type Identity } from './identity.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const MARIO: Identity = { kind: 'private', givenName: 'Mario', familyName: 'Rossi', codiceFiscale: 'RSSMRA85T10A562S', address };
const ESEMPIO: Identity = { kind: 'company', companyName: 'Esempio S.r.l.', partitaIva: '12345670017', pec: 'esempio@pec.example.it', address };
const fields = (identity: Identity): string[] => identityProblems(identity, 'holder').map(({ field }) => field);

describe('R2: the identity of a holder', () => {
  it('is that of a person without a VAT number, or of a company', () => {
    expect([fields(MARIO), fields(ESEMPIO)]).toEqual([[], []]);
  });

  it('is whole, and holds nothing of the other kind', () => {
    expect(fields({ ...MARIO, givenName: ' ', codiceFiscale: undefined })).toEqual(['holder.givenName', 'holder.codiceFiscale']);
    expect(fields({ ...MARIO, partitaIva: '12345670017' })).toEqual(['holder.partitaIva']);
    expect(fields({ ...ESEMPIO, familyName: 'Rossi' })).toEqual(['holder.familyName']);
  });

  it('does not contradict itself: codice fiscale and name, CAP and province', () => {
    expect(fields({ ...MARIO, familyName: 'Verdi' })).toEqual(['holder.familyName']);
    expect(fields({ ...ESEMPIO, address: { ...address, cap: '00118' } })).toEqual(['holder.address.cap']);
    expect(fields({ ...ESEMPIO, address: { ...address, province: 'XX' } })).toEqual(['holder.address.province']);
  });

  it('is stored tidy, and named by its name and tax code', () => {
    const tidy = normalisedIdentity({ ...MARIO, givenName: '  Mario ', codiceFiscale: 'rssmra85t10a562s', companyName: undefined });
    expect(tidy).toEqual(MARIO);
    expect([nameOf(tidy), taxCodeOf(tidy), nameOf(ESEMPIO), taxCodeOf(ESEMPIO)]).toEqual(['Mario Rossi', 'RSSMRA85T10A562S', 'Esempio S.r.l.', '12345670017']);
  });
});
