import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ErasureBlocked } from '#libs/api/errors/accounts/data-rights.errors.js';
import { erasureMoved } from '#libs/api/accounts/data-rights.js';
import { ERASING, type Obstacle, type OfPersonalData } from '#libs/api/kernel/personal-data.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { EmailQueue } from '../mail/email-queue.service.js';
import { AccessTokenSigner } from '../sessions/access-token-signer.service.js';
import type { Customer, User } from '../users/user.schema.js';
import { AccountsEraser } from './accounts-eraser.service.js';
import { joined, nextDueOn, type Report } from './erasure.rules.js';
import type { ErasureRow } from './erasure.schema.js';
import { PersonalData } from './personal-data.service.js';
import { DATA_RIGHTS_EMAILS } from './data-rights.templates.js';

/** What an erasure knows. `again`: it removes what has fallen due since. */
export interface Erasing {
  readonly erasureId: string;
  readonly customerId: string;
  readonly again?: boolean;
  readonly reports: readonly Report[];
}
type Saga = SagaRow<Erasing>;

/**
 * Removes what no law keeps of a customer, service by service, and notes what stays until when (R29). Refused as long as
 * anything is not over; once the first has let go there is only forward. Accounts comes last: until then it knows whom to write to.
 */
@Injectable()
export class ErasureSaga {
  readonly definition: SagaDefinition<Erasing> = {
    kind: 'erasure',
    steps: [
      { name: 'check', run: (saga) => this.check(saga) },
      ...ERASING.map(({ erase }) => ({
        name: `erase ${erase.service}`,
        run: async ({ data: { customerId, reports } }: Saga) => ({
          reports: [...reports, await this.rpc.call(erase, await this.asked(customerId))],
        }),
        // Never undone: whoever asks it to turn back is too late.
        compensate: async () => 'past-return' as const,
      })),
    ],
    complete: (saga, tx) => this.complete(saga, tx),
    undone: (saga, tx) => this.undone(saga, tx),
  };

  constructor(
    @InjectModel('Erasure') private readonly erasures: Model<ErasureRow>,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(PersonalData) private readonly personal: PersonalData,
    @Inject(AccountsEraser) private readonly eraser: AccountsEraser,
    @Inject(EmailQueue) private readonly emails: EmailQueue,
    @Inject(AccessTokenSigner) private readonly signer: AccessTokenSigner,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SagaRunner) runner: SagaRunner,
  ) {
    runner.register(this.definition);
  }

  /** Everything that is not over yet, in every service. */
  async obstacles(customerId: string): Promise<Obstacle[]> {
    const asked = await this.asked(customerId);
    const elsewhere = await Promise.all(ERASING.map(({ obstacles }) => this.rpc.call(obstacles, asked)));
    return [...(await this.personal.obstacles(customerId)), ...elsewhere.flatMap(({ items }) => items)];
  }

  private async asked(customerId: string): Promise<OfPersonalData> {
    return { customerId, contractIds: await this.personal.contractIds(customerId) };
  }

  private async check({ data: { customerId, again } }: Saga): Promise<void> {
    const obstacles = again ? [] : await this.obstacles(customerId);
    if (obstacles.length > 0) throw new ErasureBlocked(obstacles);
  }

  private async complete({ data: { erasureId, customerId, again, reports } }: Saga, tx: Tx): Promise<void> {
    const told = again ? [] : await this.tell(erasureId, customerId, tx);
    const { erased, kept } = joined([...reports, await this.eraser.erase(customerId, told)]);
    const row = await this.erasures.findById(erasureId).lean().orFail();
    const tokensUntil = row.tokensUntil ?? new Date(Date.now() + this.signer.lifetime * 1000);
    const all = joined([
      { erased: row.erased, kept: [] },
      { erased, kept },
    ]);
    const due = nextDueOn(kept);
    const change = {
      $set: {
        state: 'completed' as const,
        erased: all.erased,
        kept,
        completedAt: row.completedAt ?? this.clock.now(),
        tokensUntil,
        ...(due ? { nextDueOn: due } : {}),
      },
      ...(due ? {} : { $unset: { nextDueOn: 1 as const } }),
    };
    await this.erasures.updateOne({ _id: erasureId }, change);
    if (!again)
      tx.emit(erasureMoved, customerId, { customerId, state: 'completed', tokensUntil: tokensUntil.toISOString() });
  }

  /** The last email, written while the address is still known. @returns the ids of what is to be sent */
  private async tell(erasureId: string, customerId: string, tx: Tx): Promise<string[]> {
    const users = await this.users.find({ customerId }).lean();
    return Promise.all(
      users.map((user) =>
        this.emails.add(DATA_RIGHTS_EMAILS.erased, erasureId, user, tx, { data: { on: romeDate(this.clock.now()) } }),
      ),
    );
  }

  private async undone({ data: { erasureId, customerId }, error }: Saga, tx: Tx): Promise<void> {
    const obstacles = error?.details?.obstacles as Obstacle[] | undefined;
    await this.erasures.updateOne(
      { _id: erasureId },
      { $set: { state: 'refused', ...(obstacles ? { obstacles } : {}) } },
    );
    await this.customers.updateOne({ _id: customerId }, { $unset: { erasureId: 1 } });
    tx.emit(erasureMoved, customerId, { customerId, state: 'refused' });
  }
}
