import { Controller, Inject } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import {
  assignmentRefused,
  numberAssigned,
  type AssignmentRefused,
  type NumberAssigned,
} from '#libs/api/numbers/numbers.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { sagaModel } from '#libs/messaging/saga.schema.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { CHARGED } from './registration-holds.service.js';
import { ActivationSaga, AWAIT_ASSIGNMENT } from './activation.saga.js';

/** What other services tell of an activation. A saga takes a signal once, whatever comes twice or late: it needs no inbox. */
@Controller()
export class ActivationEvents {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(ActivationSaga) private readonly activation: ActivationSaga,
  ) {}

  @HandleMessage(activationCharged)
  async charged({ contractId }: ActivationCharged): Promise<void> {
    await this.work.run((tx) => this.runner.signal(contractId, CHARGED, {}, tx));
  }

  @HandleMessage(numberAssigned)
  async assigned({ contractId, number }: NumberAssigned): Promise<void> {
    await this.work.run((tx) => this.runner.signal(contractId, 'assigned', { number }, tx));
  }

  /** @throws until the charge is known here, so that the message comes again: what was not charged cannot be given back. */
  @HandleMessage(assignmentRefused)
  async refused({ contractId, reason }: AssignmentRefused): Promise<void> {
    const saga = await sagaModel(this.connection).findById(contractId, { state: 1, stepName: 1 }).lean();
    if (!saga || saga.state === 'completed' || saga.state === 'compensated') return;
    if (saga.state === 'waiting' && saga.stepName !== AWAIT_ASSIGNMENT)
      throw new Error(`the charge of ${contractId} is not known yet`);
    await this.activation.refuseAssignment(contractId, reason);
  }
}
