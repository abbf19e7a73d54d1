import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { createHmac } from 'node:crypto';
import type {
  Holder,
  OpenContract,
  OpenContractFrom,
  RegisterFrom,
  RegisterRequest,
  Registration,
} from '#libs/api/accounts/accounts.js';
import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import { TooManyRegistrations } from '#libs/api/errors/accounts/registration.errors.js';
import { EmailTaken } from '#libs/api/errors/accounts/sign-in.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  domainErrorFrom,
  Forbidden,
  IdempotencyKeyReused,
  InvalidInput,
  NotFound,
  ServiceUnavailable,
  type FieldError,
} from '#libs/api/kernel/domain-error.js';
import { identityProblems, nameOf, normalisedIdentity, registeredHolder } from '#libs/italy/identity.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { sagaModel, type SagaRow } from '#libs/messaging/saga.schema.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { PlatformConfig } from '#libs/platform/config.js';
import { canonical, derivedId, newId } from '#libs/platform/ids.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { AccountsConfig } from '../config/accounts.config.js';
import { UNPAID } from '../contracts/contract-life.rules.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Contract } from '../contracts/contract.schema.js';
import { viewOf } from '../contracts/contract.view.js';
import { advanceUntilIdle } from '#libs/messaging/advance-until-idle.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import { normalisedEmail } from '../users/email-address.rules.js';
import { Terms } from '../terms/terms.service.js';
import { passwordProblem } from '../users/password-strength.rules.js';
import { Passwords } from '../users/passwords.service.js';
import type { Customer, User } from '../users/user.schema.js';
import { ActivationSaga } from './activation.saga.js';
import type { Activation } from './activation.types.js';
import { nextMonthOf } from './next-month.rules.js';
import { RegistrationLimits } from './registration-limits.service.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Registration (R1, R2, R3): customer, sign-in and contract in one transaction, then its activation. */
@Injectable()
export class RegistrationService {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly contractStore: ContractStore,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(ActivationSaga) private readonly activation: ActivationSaga,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(RegistrationLimits) private readonly limits: RegistrationLimits,
    @Inject(SerialNumbers) private readonly contractNumbers: SerialNumbers,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /**
   * Registers and tells what to pay. With an idempotency key the same request finds the same registration, however far
   * it has come, or is told the same refusal.
   * @throws InvalidInput, EmailTaken, TermsNotInForce, the refusal of numbers or billing (nothing stays behind), or ServiceUnavailable
   * when one of them does not answer: the registration goes on by itself and the same key finds it.
   */
  async register({ ip, ...request }: RegisterFrom, { idempotencyKey, locale }: RequestContext): Promise<Registration> {
    const { email, password, holder } = request;
    // Not by `nameOf`: what the holder's kind asks for may be missing.
    const name = [holder.givenName, holder.familyName, holder.companyName].filter(Boolean).join(' ');
    const guessable = passwordProblem(password, { email, name });
    assertAcceptable(request, [...identityProblems(holder, 'holder'), ...(guessable ? [guessable] : [])]);
    return this.carriedOut(['register'], idempotencyKey, request, (contractId, requestHash) =>
      this.store(request, contractId, requestHash, { locale, ip }),
    );
  }

  /**
   * One more contract of a customer, in its own name, as `register` makes the first (R1, R3): also for one whose
   * registration lapsed (R15).
   * @throws Forbidden for anybody else, TooManyRegistrations, and what `register` throws
   */
  async open(
    { ip, ...request }: OpenContractFrom,
    { actor, idempotencyKey, locale }: RequestContext,
  ): Promise<Registration> {
    if (actor.kind !== 'customer' || !actor.customerId) throw new Forbidden();
    const asker = { customerId: actor.customerId, userId: actor.id, locale, ip };
    assertAcceptable(request, []);
    return this.carriedOut(['open', actor.id], idempotencyKey, request, (contractId, requestHash) =>
      this.storeFor(asker, request, contractId, requestHash),
    );
  }

  /** Stores a request unless it is known by its key, and tells how far it has come. */
  private async carriedOut(
    scope: readonly string[],
    key: string | undefined,
    request: OpenContract,
    store: (contractId: string, requestHash: string) => Promise<void>,
  ): Promise<Registration> {
    const contractId = key ? derivedId('con', ...scope, key) : newId('con');
    const requestHash = createHmac('sha256', this.platform.SECRET_KEY).update(canonical(request)).digest('hex');
    if (!key || !(await this.known(contractId, requestHash))) await store(contractId, requestHash);
    return this.answer(await advanceUntilIdle<Activation>(this.runner, contractId));
  }

  private async known(contractId: string, requestHash: string): Promise<boolean> {
    const saga = await this.sagas.findById(contractId, { 'data.requestHash': 1 }).lean();
    if (!saga) return false;
    if (saga.data.requestHash !== requestHash) throw new IdempotencyKeyReused();
    return true;
  }

  private get sagas(): Model<SagaRow> {
    return sagaModel(this.contracts.db);
  }

  private async store(
    request: RegisterRequest,
    contractId: string,
    requestHash: string,
    { locale, ip }: Pick<Asker, 'locale' | 'ip'>,
  ): Promise<void> {
    const passwordHash = await this.passwords.hash(request.password);
    const holder = normalisedIdentity(request.holder);
    const customerId = newId('cus');
    const createdAt = this.clock.now();
    const user: User = {
      _id: newId('usr'),
      email: normalisedEmail(request.email),
      passwordHash,
      kind: 'customer',
      roles: ['customer'],
      customerId,
      name: nameOf(holder),
      locale,
      createdAt,
    };
    const begin = await this.beginning(
      request,
      holder,
      { customerId, userId: user._id, newCustomer: true, confirmed: false, locale, ip },
      contractId,
      requestHash,
    );
    await this.work
      .run(async (tx) => {
        await this.users.create([user]);
        await this.customers.create([{ _id: customerId, identity: holder, createdAt }]);
        await begin(tx);
      })
      .catch(async (error: unknown) => {
        // The same request at the same time has won, or somebody else has the address.
        if (!isDuplicateKey(error)) throw error;
        if (!(await this.known(contractId, requestHash))) throw new EmailTaken();
      });
  }

  private async storeFor(
    { customerId, userId, locale, ip }: Omit<Asker, 'newCustomer' | 'confirmed'>,
    request: OpenContract,
    contractId: string,
    requestHash: string,
  ): Promise<void> {
    const { identity } = await this.customers
      .findById(customerId)
      .lean()
      .orFail(() => new NotFound('customer'));
    const confirmed = Boolean(await this.users.exists({ _id: userId, emailConfirmedAt: { $ne: null } }));
    const most = this.config.UNPAID_CONTRACTS_MOST;
    const begin = await this.beginning(
      request,
      identity,
      { customerId, userId, newCustomer: false, confirmed, locale, ip },
      contractId,
      requestHash,
    );
    await this.work
      .run(async (tx) => {
        // Written so that two requests at once are counted one after the other.
        const { matchedCount } = await this.customers.updateOne(
          { _id: customerId, erasureId: null },
          { $set: { lastContractAt: this.clock.now() } },
        );
        if (matchedCount === 0) throw new ErasureUnderWay();
        if ((await this.contracts.countDocuments({ customerId, state: { $in: [...UNPAID] } })) >= most)
          throw new TooManyRegistrations(most);
        await begin(tx);
      })
      .catch(async (error: unknown) => {
        if (!isDuplicateKey(error) || !(await this.known(contractId, requestHash))) throw error;
      });
  }

  /** What stores a contract and begins its activation, in a transaction. @throws TooManyForTaxCode, TooManyFromAddress there */
  private async beginning(
    request: OpenContract,
    holder: Holder,
    { locale, ip, confirmed, ...who }: Asker,
    contractId: string,
    requestHash: string,
  ): Promise<(tx: Tx) => Promise<void>> {
    const accepted = await this.terms.acceptance(locale, request.termsVersion);
    const registered = registeredHolder(holder);
    const unpaid = await this.limits.marksOf(registered.taxCode, ip);
    const contractNumber = await this.contractNumbers.next();
    const createdAt = this.clock.now();
    const { expiresAt, expiresOnceConfirmed } = this.holdFrom(createdAt, confirmed);
    const contract: Omit<Contract, 'state'> = {
      _id: contractId,
      contractNumber,
      customerId: who.customerId,
      holder,
      expiresAt,
      ...(expiresOnceConfirmed ? { expiresOnceConfirmed } : {}),
      unpaid,
      createdAt,
      formerHolders: [],
      terms: [{ ...accepted, customerId: who.customerId }],
      ...(request.immediateStart ? { immediateStartAt: createdAt } : {}),
    };
    const data: Activation = {
      ...who,
      contractNumber,
      holder: registered,
      identity: holder,
      services: request.services,
      district: request.district,
      number: request.number,
      expiresAt: expiresAt.toISOString(),
      ...(expiresOnceConfirmed ? { expiresOnceConfirmed: expiresOnceConfirmed.toISOString(), unconfirmed: true } : {}),
      requestHash,
    };
    return async (tx) => {
      await this.limits.assertFree(unpaid);
      await this.contractStore.register(contract);
      await this.runner.begin(this.activation.definition, contractId, data, tx);
    };
  }

  /** R15: for its whole time only where somebody answers at the customer's address. */
  private holdFrom(createdAt: Date, confirmed: boolean): { expiresAt: Date; expiresOnceConfirmed?: Date } {
    const whole = new Date(createdAt.getTime() + this.config.REGISTRATION_HOURS * HOUR_MS);
    const short = new Date(createdAt.getTime() + this.config.UNCONFIRMED_HOLD_MINUTES * MINUTE_MS);
    return confirmed || short >= whole ? { expiresAt: whole } : { expiresAt: short, expiresOnceConfirmed: whole };
  }

  private async answer(saga: SagaRow<Activation>): Promise<Registration> {
    const { amountDueCents, amountDueOn, comingPrice, payBy, topUps } = saga.data;
    const contract = await this.contracts.findById(saga._id).lean();
    if (!contract || (saga.error && contract.state === 'registering'))
      throw saga.error ? domainErrorFrom(saga.error) : new ServiceUnavailable('accounts');
    if (contract.state === 'registering')
      throw new ServiceUnavailable(saga.stepName === 'open account' ? 'billing' : 'numbers');
    if (contract.state !== 'awaiting_credit') return { contract: viewOf(contract) };
    const next = nextMonthOf(saga.data);
    return {
      contract: viewOf(contract),
      amountDueCents,
      amountDueOn,
      amountDueUntil: contract.expiresAt?.toISOString(),
      ...(next ? { nextMonthFrom: next.from, nextMonthCents: next.grossCents } : {}),
      comingPrice,
      payBy,
      topUps,
    };
  }
}

/** Who registers and from where, whether its address is confirmed, and the language that the terms were read in. */
type Asker = Pick<Activation, 'customerId' | 'userId' | 'newCustomer'> & {
  readonly locale: User['locale'];
  readonly ip?: string;
  readonly confirmed: boolean;
};

/** @throws InvalidInput naming every field */
function assertAcceptable({ district, number, termsAccepted }: OpenContract, known: readonly FieldError[]): void {
  const problems = [...known];
  if (!termsAccepted)
    problems.push({
      field: 'termsAccepted',
      text: { it: 'le condizioni di contratto devono essere accettate', en: 'the terms of contract must be accepted' },
    });
  if (Boolean(district) === Boolean(number))
    problems.push({
      field: 'district',
      text: { it: 'indica un distretto oppure un numero', en: 'give either a district or a number' },
    });
  if (problems.length > 0) throw new InvalidInput(problems);
}
