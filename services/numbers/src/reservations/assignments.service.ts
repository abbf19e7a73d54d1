import { Inject, Injectable } from '@nestjs/common';
import { ReservationGone } from '#libs/api/errors/numbers/inventory.errors.js';
import { assignmentRefused, numberAssigned, type AssignNumber } from '#libs/api/numbers/numbers.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { NumberRow } from '../number/number.schema.js';
import { NumberStore } from '../number/number.store.js';
import { Register, type HolderOfContract } from '../register/register.service.js';

/** Makes reserved numbers the customer's own (R3, R17) and writes their holder into the register (R4). */
@Injectable()
export class Assignments {
  constructor(
    @Inject(NumberStore) private readonly store: NumberStore,
    @Inject(Register) private readonly register: Register,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Assigns and tells so; a repetition tells so again. @throws ReservationGone */
  async assign({ number, ...of }: AssignNumber, tx: Tx): Promise<void> {
    const row = (await this.assignIfFree(number, of)) ?? (await this.alreadyAssigned(number, of.contractId));
    if (!row) throw new ReservationGone(number);
    const { contractId, customerId } = of;
    tx.emit(numberAssigned, contractId, { contractId, customerId, number, assignedAt: row.assignedAt!.toISOString() });
  }

  /** As `assign`, but a reservation that is gone is told with an event: the charge is made and has to be given back. */
  async assignOrRefuse(request: AssignNumber, tx: Tx): Promise<void> {
    try {
      await this.assign(request, tx);
    } catch (error) {
      if (!(error instanceof ReservationGone)) throw error;
      tx.emit(assignmentRefused, request.contractId, {
        contractId: request.contractId,
        number: request.number,
        reason: error.code,
      });
    }
  }

  /** Assigns additional numbers of a contract to whoever holds its others; those that are not reserved for it stay as they are. */
  async assignMore(contractId: string, numbers: readonly string[], tx: Tx): Promise<void> {
    const rows = await this.store.ofContract(contractId, ['reserved', 'assigned']);
    const reserved = rows.filter(({ _id, state }) => state === 'reserved' && numbers.includes(_id));
    if (reserved.length === 0) return;
    const held = rows.find(({ state }) => state === 'assigned');
    const of = held && (await this.register.holderOf(held));
    if (!of) throw new ReservationGone(reserved[0]!._id);
    for (const { _id } of reserved) await this.assign({ ...of, number: _id }, tx);
  }

  private async assignIfFree(number: string, of: HolderOfContract): Promise<NumberRow | null> {
    const { contractId, customerId } = of;
    const assignedAt = this.clock.now();
    const taken = await this.store.move(
      'assign',
      'reservation',
      number,
      { contractId },
      { set: { customerId, assignedAt }, unset: ['dueAt'], contractId },
    );
    const row = taken ? await this.store.get(number) : null;
    if (row) await this.register.open(row, of, assignedAt, 'assigned');
    return row;
  }

  private async alreadyAssigned(number: string, contractId: string): Promise<NumberRow | undefined> {
    const row = await this.store.get(number);
    return row?.contractId === contractId && row.state === 'assigned' ? row : undefined;
  }
}
