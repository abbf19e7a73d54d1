import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { ContractBusy } from '#libs/api/errors/accounts/endings.errors.js';
import { volturaUndone } from '#libs/api/accounts/endings.js';
import { ContractNotHeld, NewHolderUnfit } from '#libs/api/errors/accounts/voltura.errors.js';
import type { Locale } from '#libs/api/kernel/actor.js';
import { DomainError, InvalidInput } from '#libs/api/kernel/domain-error.js';
import type { VolturaApproved } from '#libs/api/tickets/voltura.js';
import { identityProblems, nameOf, normalisedIdentity } from '#libs/italy/identity.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Contract } from '../contracts/contract.schema.js';
import { Terms } from '../terms/terms.service.js';
import { byEmail, normalisedEmail } from '../users/email-address.rules.js';
import { Passwords } from '../users/passwords.service.js';
import type { Customer, User } from '../users/user.schema.js';
import { VolturaSaga } from './voltura.saga.js';
import type { Voltura } from './voltura.types.js';

/** Carries out the volture that staff approved (R16). */
@Injectable()
export class Volture {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly store: ContractStore,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(VolturaSaga) private readonly saga: VolturaSaga,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Begins it, once for each request; one that cannot begin is told as undone. */
  async approved(approval: VolturaApproved, delivery: Delivery): Promise<void> {
    const passwordHash = await this.passwords.hash(randomBytes(32).toString('hex'));
    try {
      await this.work.handle(delivery, (tx) => this.begin(approval, passwordHash, delivery.context.locale, tx));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { volturaId, contractId, customerId } = approval;
      const { it, en } = error.text;
      await this.work.handle(delivery, async (tx) =>
        tx.emit(volturaUndone, contractId, {
          volturaId,
          contractId,
          customerId,
          reason: error.code,
          textIt: it,
          textEn: en,
        }),
      );
    }
  }

  private async begin(
    { volturaId, contractId, customerId, newHolder, newHolderEmail, newHolderAgreedAt }: VolturaApproved,
    passwordHash: string,
    locale: Locale,
    tx: Tx,
  ): Promise<void> {
    const problems = identityProblems(newHolder, 'newHolder');
    if (problems.length > 0) throw new InvalidInput(problems);
    const sagaId = derivedId('vol', volturaId);
    const asked = { set: { process: { sagaId, kind: 'voltura' as const } } };
    if (!(await this.store.moveIf(contractId, 'ask_transfer', 'voltura', { customerId, process: null }, asked)))
      throw await this.whyNot(contractId, customerId);
    const contract = await this.contracts.findById(contractId).lean().orFail();
    const holder = normalisedIdentity(newHolder);
    const email = normalisedEmail(newHolderEmail);
    const next = await this.newHolder(email, holder, { volturaId, passwordHash, locale });
    const data: Voltura = {
      volturaId,
      contractId,
      contractNumber: contract.contractNumber,
      from: { customerId, holder: contract.holder },
      to: { customerId: next.customerId, holder },
      email,
      newUserId: next.newUserId,
      effectiveAt: this.clock.now().toISOString(),
      terms: { ...(await this.terms.acceptance(locale)), ...(newHolderAgreedAt ? { at: newHolderAgreedAt } : {}) },
    };
    await this.runner.begin(this.saga.definition, sagaId, data, tx);
    this.runner.runAfterCommit(sagaId, tx);
  }

  private async whyNot(contractId: string, customerId: string): Promise<DomainError> {
    const contract = await this.contracts.findById(contractId).lean();
    return contract?.customerId === customerId
      ? new ContractBusy(contract.process?.kind ?? contract.state)
      : new ContractNotHeld();
  }

  /** Who signs in with the address has the contract from then on; for an address that nobody has, a new customer and sign-in. */
  private async newHolder(
    email: string,
    holder: Voltura['to']['holder'],
    made: { volturaId: string; passwordHash: string; locale: Locale },
  ): Promise<{ customerId: string; newUserId?: string }> {
    const known = await this.users.findOne(byEmail(email)).lean();
    if (known?.customerId) {
      // Written so that an erasure of this customer comes before or after it.
      const { matchedCount } = await this.customers.updateOne(
        { _id: known.customerId, erasureId: null },
        { $set: { lastContractAt: this.clock.now() } },
      );
      if (matchedCount === 0) throw new NewHolderUnfit();
      return { customerId: known.customerId };
    }
    if (known) throw new NewHolderUnfit();
    const createdAt = this.clock.now();
    const customerId = derivedId('cus', made.volturaId);
    const newUserId = derivedId('usr', made.volturaId);
    await this.customers.create([{ _id: customerId, identity: holder, createdAt }]);
    await this.users.create([
      {
        _id: newUserId,
        email,
        passwordHash: made.passwordHash,
        kind: 'customer',
        roles: ['customer'],
        customerId,
        name: nameOf(holder),
        locale: made.locale,
        createdAt,
      } satisfies User,
    ]);
    return { customerId, newUserId };
  }
}
