import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { NumberState } from '#libs/api/numbers/inventory.js';
import { districtOf } from '#libs/italy/phone-number.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { numberLife, type NumberAction, type NumberMover } from './number-life.rules.js';
import type { NumberHistoryEntry, NumberRow } from './number.schema.js';

type Field = Exclude<keyof NumberRow, '_id' | 'state' | 'history'>;
/** What an action changes beside the state and the history. */
export interface NumberChange {
  readonly set?: Partial<Pick<NumberRow, Field>>;
  readonly unset?: readonly Field[];
  readonly reason?: string;
  /** The contract it happened for. */
  readonly contractId?: string;
}

/** Everything that ties a number to its holder. */
export const TIES: readonly Field[] = ['claim', 'contractId', 'customerId', 'dueAt', 'assignedAt'];

/** What a number is held for. */
export const claimOf = (contractId: string, purpose: string): string => `${contractId}/${purpose}`;
/** The claims that begin with this one. */
export const claimsUnder = (claim: string): { $gte: string; $lt: string } => ({ $gte: `${claim}/`, $lt: `${claim}0` });

/** Who acts, as histories name it. */
export const actorName = (): string => {
  const { actor } = currentContext();
  return `${actor.kind}:${actor.id}`.slice(0, 100);
};

/** The only place that moves numbers: every change is one atomic write that adds its own record. */
@Injectable()
export class NumberStore {
  /** Districts whose numbers moved since they were counted. */
  readonly touched = new Set<string>();

  constructor(
    @InjectModel('Number') readonly numbers: Model<NumberRow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get(number: string): Promise<NumberRow | null> {
    return this.numbers.findById(number).lean().exec();
  }

  /** The numbers of a contract, whatever they are held for. */
  ofContract(contractId: string, states?: readonly NumberState[]): Promise<NumberRow[]> {
    return this.numbers
      .find({ claim: claimsUnder(contractId), ...(states ? { state: { $in: [...states] } } : {}) })
      .sort({ claim: 1 })
      .lean()
      .exec();
  }

  /**
   * Moves a number if the action is possible from where it is and it matches. By id and not with findOneAndUpdate, which
   * the embedded database answers with a scan of the whole collection.
   */
  async move(
    action: NumberAction,
    by: NumberMover,
    number: string,
    where: QueryFilter<NumberRow> = {},
    change: NumberChange = {},
  ): Promise<boolean> {
    const step = numberLife.step(action, by);
    const { set = {}, unset = [], reason, contractId } = change;
    const { modifiedCount } = await this.numbers.updateOne(
      { _id: number, ...where, ...step.where },
      {
        $set: { ...set, ...step.set },
        ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
        $push: {
          history: this.happening(action, step.set.state, { reason, contractId: contractId ?? set.contractId }),
        },
      },
    );
    if (modifiedCount > 0) this.touched.add(districtOf(number)!.prefix);
    return modifiedCount > 0;
  }

  happening(cause: string, state: NumberState, more: { reason?: string; contractId?: string }): NumberHistoryEntry {
    return {
      at: this.clock.now(),
      cause,
      state,
      actor: actorName(),
      ...(more.contractId ? { contractId: more.contractId } : {}),
      ...(more.reason ? { reason: more.reason } : {}),
    };
  }
}
