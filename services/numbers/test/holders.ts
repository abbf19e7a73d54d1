import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#libs/api/kernel/actor.js';
import { activationCharged } from '#libs/api/billing/billing.js';
import { numberAssigned, numbersRpc, type NumberHolder } from '#libs/api/numbers/numbers.js';
import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersPortInRpc, type PortInDetails, type PortInOrder, type PortInState } from '#libs/api/numbers/port-in.js';
import { numbersRegisterRpc } from '#libs/api/numbers/register.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { NumbersModule } from '../src/numbers.module.js';
import { Sweeper } from '../src/sweeper/sweeper.worker.js';

export const MARIO = { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' };
export const COMPANY = { kind: 'company' as const, name: 'Esempio S.r.l.', taxCode: '12345670017' };
export const PDF = Buffer.from('%PDF-1.4 signed').toString('base64');
export const carrier = (operator = 'Altro Operatore', id = newId('usr')): Actor => ({
  kind: 'carrier',
  id,
  roles: ['carrier'],
  operator,
});

/** A contract with its first number, and its customer. */
export interface Someone {
  readonly contractId: string;
  readonly customerId: string;
  readonly number: string;
  readonly as: Actor;
}

/** Three consecutive numbers of another operator. */
export const details = (from: string, more: object = {}): PortInDetails => ({
  ranges: [{ from, count: 3 }],
  donor: 'Altro Operatore',
  migrationCode: 'ABC0612345678999K',
  holder: MARIO,
  keepFirstNumber: true,
  ...more,
});

/** Customers of a numbers service under test, and what they do. */
export class Holders {
  constructor(private readonly numbers: ServiceUnderTest) {}

  async stateOf(number: string): Promise<string | undefined> {
    return (await this.numbers.database.collection<{ _id: string; state: string }>('numbers').findOne({ _id: number }))
      ?.state;
  }

  /** It is so late now, and the sweeper has been there. */
  async at(instant: string): Promise<void> {
    this.numbers.clock.moveTo(new Date(instant));
    await this.numbers.get(Sweeper).sweep();
    await this.numbers.get(Sweeper).sweep();
  }

  async reserved(): Promise<Someone> {
    const who = { contractId: newId('con'), customerId: newId('cus') };
    const { number } = await this.numbers.call(numbersRpc.reserve, {
      ...who,
      district: '02',
      expiresAt: '2099-01-01T00:00:00Z',
    });
    return {
      ...who,
      number,
      as: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: who.customerId },
    };
  }

  async active(holder: NumberHolder = MARIO): Promise<Someone> {
    const who = await this.reserved();
    const { as: _as, ...of } = who;
    await this.numbers.publish(activationCharged, who.contractId, {
      ...of,
      holder,
      chargedGrossCents: 1,
      at: this.numbers.clock.now().toISOString(),
    });
    await this.numbers.sent(numberAssigned, who.contractId);
    return who;
  }

  /** Who the register says held a number. */
  async holderAt(number: string, instant: string): Promise<string> {
    const { held, holding } = await this.numbers.call(numbersRegisterRpc.heldAt, {
      number,
      at: instant,
      reason: 'Decreto 1/2026 della Procura di Milano',
    });
    return held ? `${holding!.holder?.name ?? 'erased'} of ${holding!.contractId}` : 'nobody';
  }

  async documented(portInId: string, as: Actor): Promise<void> {
    for (const kind of ['letter_of_authority', 'identity'] as const)
      await this.numbers.call(
        numbersPortInRpc.addDocument,
        { portInId, kind, fileName: 'firmato.pdf', content: PDF },
        as,
      );
  }

  /** An order that its customer has documented and submitted. */
  async submitted({ contractId, as }: Someone, from: string, more: object = {}): Promise<PortInOrder> {
    const { id: portInId } = await this.numbers.call(
      numbersPortInRpc.request,
      { contractId, ...details(from, more) },
      as,
    );
    await this.documented(portInId, as);
    return this.numbers.call(numbersPortInRpc.submit, { portInId }, as);
  }

  order(portInId: string): Promise<PortInOrder> {
    return this.numbers.call(numbersPortInRpc.get, { portInId });
  }

  becomes(portInId: string, state: PortInState): Promise<PortInOrder> {
    return eventually(`${portInId} to be ${state}`, async () => {
      const now = await this.order(portInId);
      return now.state === state ? now : Promise.reject(new Error(`it is ${now.state}`));
    });
  }
}

/** Numbers with 200 of Milano in stock, on 1 December 2026, and a folder of documents that goes when it stops. */
export async function startPorting(): Promise<{
  numbers: ServiceUnderTest;
  people: Holders;
  stop: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'numbers-porting-'));
  process.env.DOCUMENTS_FOLDER = folder;
  const numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-12-01T09:00:00Z');
  await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 200 });
  const stop = async (): Promise<void> => {
    await numbers.stop();
    rmSync(folder, { recursive: true });
  };
  return { numbers, people: new Holders(numbers), stop };
}
