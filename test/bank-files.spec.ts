import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { admin, customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';

const IBAN = 'IT60X0542811101000000123456';

describe('files exchanged with the bank at the terminal', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ processes: ['accounts', 'numbers', 'billing', 'jobs', 'tickets', 'gateway'] });
    await stock(system, '02', 100);
  });
  afterAll(() => system.stop());

  const operate = async (...args: string[]) => JSON.parse(await system.cli('billing', ...args, '--json'));
  const statementOf = (
    reference: string,
    amount: string,
  ): string => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>IT02L1234512345123456789012</IBAN></Id></Acct>
    <Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>BANK-1</AcctSvcrRef>
    <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${reference}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;

  it('the demo’s clock goes on at the terminal, and not back', async () => {
    await system.cli('accounts', 'demo', 'clock', '--to', '2040-01-01');
    for (const to of ['2039-12-01', '5', '2040-02-30', '2040-02-30T00:00:00Z'])
      await expect(system.cli('accounts', 'demo', 'clock', '--to', to)).rejects.toThrow(
        /clock does not go back|neither a date nor an instant/,
      );
  });

  it('R06, R13: a statement tops up once however often it is loaded; what is left goes out in a SEPA file, and the bank’s answer settles it', async () => {
    const ada = await customer(system).registered();
    const statement = join(system.folder, 'statement.xml');
    await writeFile(statement, statementOf(ada.paymentReference, '100.00'));
    const outcomes = [
      await operate('statements', 'import', statement),
      await operate('statements', 'import', statement),
    ].map(({ transfers }) => transfers[0].outcome);
    expect(outcomes).toEqual(['booked', 'already']);
    expect(await operate('statements', 'unmatched')).toEqual([]);
    await ada.becomes('active');
    const residual = await ada.balance();
    await ada.post(`/v1/contracts/${ada.contractId}/cancellation`, { iban: IBAN, accountHolder: 'Mario Rossi' });
    await ada.becomes('cancelled');

    const [refund] = await operate('refunds', 'list', '--state', 'requested');
    expect(refund.amountCents).toBe(residual);
    const staff = await admin(system);
    await staff.post(`/v1/staff/refunds/${refund.id}/approve`, { iban: IBAN });
    const file = join(system.folder, 'refunds.xml');
    expect(await operate('refunds', 'export', '--operator', 'bruno', '--out', file)).toMatchObject({
      transfers: 1,
      totalCents: residual,
      file,
    });
    const { endToEndId } = await staff.get(`/v1/staff/refunds/${refund.id}`);
    for (const part of [endToEndId, IBAN, (residual / 100).toFixed(2)])
      expect(await readFile(file, 'utf8')).toContain(part);
    const answer = join(system.folder, 'answer.csv');
    await writeFile(answer, `end_to_end_id,status,reason\n${endToEndId},ACSC,\n`);
    expect(await operate('refunds', 'import-status', answer)).toMatchObject([
      { refundId: refund.id, outcome: 'executed' },
    ]);
    expect(await operate('refunds', 'list', '--state', 'executed')).toMatchObject([
      { id: refund.id, amountCents: residual },
    ]);
  });
});
