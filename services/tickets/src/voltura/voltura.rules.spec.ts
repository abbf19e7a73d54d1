import type { Holder } from '#libs/api/accounts/accounts.js';
import { holderProblems, lacking } from './voltura.rules.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const MARIO: Holder = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA85T10A562S',
  address,
};
const ESEMPIO: Holder = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address,
};
const fields = (next: Holder, today = MARIO): string[] => holderProblems(next, today).map((problem) => problem.field);

describe('R16: a new holder', () => {
  it('may be of the other type, or another person', () => {
    expect(fields(ESEMPIO)).toEqual([]);
    expect(fields(MARIO, ESEMPIO)).toEqual([]);
  });
  it('is not the holder of today', () => {
    expect(fields({ ...MARIO, codiceFiscale: 'rssmra85t10a562s' })).toEqual(['newHolder.kind']);
  });
  it('has a whole identity that does not contradict itself', () => {
    expect(fields({ ...ESEMPIO, partitaIva: undefined })).toEqual(['newHolder.partitaIva']);
    expect(fields({ ...MARIO, familyName: 'Verdi' }, ESEMPIO)).toEqual(['newHolder.familyName']);
    expect(fields({ ...ESEMPIO, address: { ...address, cap: '00118' } })).toEqual(['newHolder.address.cap']);
  });
  it('has agreed, and shown the documents that its type needs, before staff can approve', () => {
    expect(lacking('company', false, [])).toEqual(['new_holder_agreement', 'identity', 'company_register']);
    expect(lacking('private', true, ['identity', undefined])).toEqual([]);
    expect(lacking('company', true, ['identity', 'other'])).toEqual(['company_register']);
  });
});
