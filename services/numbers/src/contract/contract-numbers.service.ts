import { Inject, Injectable } from '@nestjs/common';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { ContractNumbers } from '#libs/api/numbers/inventory.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { viewOf } from '../number/number.view.js';
import { NumberStore } from '../number/number.store.js';
import { EndedNumbers, type EndedNumber } from '../lifecycle/ended-numbers.service.js';

const HELD = ['assigned', 'reserved', 'porting_out'] as const;

/** What a contract has, and what of it can still be taken elsewhere (R21). */
@Injectable()
export class NumbersOfContract {
  constructor(
    @Inject(NumberStore) private readonly store: NumberStore,
    @Inject(EndedNumbers) private readonly ended: EndedNumbers,
  ) {}

  /** @throws NotFound unless the contract has numbers, or such as ended, and they are the actor's own. */
  async of(contractId: string, actor: Actor): Promise<ContractNumbers> {
    const isOwn = ({ customerId }: { customerId?: string }): boolean =>
      isStaff(actor) || (customerId !== undefined && customerId === actor.customerId);
    const items = (await this.store.ofContract(contractId, HELD)).filter(isOwn);
    const ended = (await this.ended.ofContract(contractId)).filter(isOwn);
    if (items.length + ended.length === 0) throw new NotFound('contract');
    return { items: items.map(viewOf), ended: ended.map(endedView) };
  }
}

const endedView = ({
  row: { _id: number },
  endedAt,
  portableUntil,
}: EndedNumber): ContractNumbers['ended'][number] => ({
  number,
  written: formatNumber(number),
  endedAt: endedAt.toISOString(),
  portableUntil,
});
