import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import { detailsCorrected, type Details, type DetailsChange, type DetailsView } from '#libs/api/accounts/details.js';
import type { Holder } from '#libs/api/accounts/accounts.js';
import { ContractBusy } from '#libs/api/errors/accounts/endings.errors.js';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden, InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { identityProblems, normalisedIdentity } from '#libs/italy/identity.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { canonical, newId } from '#libs/platform/ids.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Contract } from '../contracts/contract.schema.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import type { Customer } from '../users/user.schema.js';
import type { DetailsChangeRow } from './details-change.schema.js';
import { DETAILS_EMAILS } from './details.templates.js';

/** Corrections that are no change of holder (R29): address, PEC and codice destinatario, with their history. */
@Injectable()
export class CustomerDetails {
  constructor(
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly contractStore: ContractStore,
    @InjectModel('DetailsChange') private readonly changes: Model<DetailsChangeRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Forbidden, NotFound */
  async of(customerId: string | undefined, actor: Actor): Promise<DetailsView> {
    const owner = ownerOf(customerId, actor);
    const customer = await this.customers.findById(owner).lean();
    if (!customer) throw new NotFound('customer');
    const rows = await this.changes.find({ customerId: owner }).sort({ at: -1, _id: -1 }).lean();
    return { customerId: owner, identity: customer.identity, changes: rows.map(changeOf) };
  }

  /**
   * Corrects them for the customer and every contract that it holds; the same again changes nothing. Invoices of a month
   * that is over keep what held then.
   * @throws Forbidden, NotFound, ErasureUnderWay, InvalidInput naming the field, ContractBusy while a contract changes hands or is being registered
   */
  async correct(
    customerId: string | undefined,
    { address, pec, codiceDestinatario }: Details,
    context: RequestContext,
    reason?: string,
  ): Promise<DetailsView> {
    const owner = ownerOf(customerId, context.actor);
    await this.work.once(context, { owner, address, pec, codiceDestinatario, reason }, async (tx) => {
      const customer = await this.customers.findById(owner).lean();
      if (!customer) throw new NotFound('customer');
      if (customer.erasureId) throw new ErasureUnderWay();
      const after = corrected(customer.identity, { address, pec, codiceDestinatario });
      if (canonical(detailsOf(after)) !== canonical(detailsOf(customer.identity)))
        await this.store(tx, customer, after, context.actor, reason);
      return true;
    });
    return this.of(owner, context.actor);
  }

  private async store(
    tx: Tx,
    { _id: customerId, identity }: Customer,
    after: Holder,
    { id: by, kind }: Actor,
    reason?: string,
  ): Promise<void> {
    // A voltura under way has read the identity that it would write back.
    const busy = await this.contracts
      .findOne({ customerId, $or: [{ state: 'registering' }, { 'process.kind': 'voltura' }] }, { process: 1, state: 1 })
      .lean();
    if (busy) throw new ContractBusy(busy.process?.kind ?? busy.state);
    const at = this.clock.now();
    await this.customers.updateOne({ _id: customerId }, { $set: { identity: after } });
    await this.contractStore.correctHolder(customerId, after);
    const _id = newId('dtc');
    await this.changes.create([
      {
        _id,
        customerId,
        at,
        byKind: kind === 'customer' ? 'customer' : 'staff',
        by,
        ...(reason ? { reason } : {}),
        before: detailsOf(identity),
        after: detailsOf(after),
      },
    ]);
    tx.emit(detailsCorrected, customerId, { customerId, holder: after, at: at.toISOString() });
    await this.emails.send(DETAILS_EMAILS.detailsCorrected, _id, customerId, tx, {});
  }
}

/** Whose they are: a customer its own, staff those of whom they name. @throws Forbidden */
function ownerOf(customerId: string | undefined, actor: Actor): string {
  const owner = isStaff(actor) ? customerId : actor.customerId;
  if (!owner || (customerId !== undefined && owner !== customerId)) throw new Forbidden();
  return owner;
}

/** @throws InvalidInput naming the field as the request has it */
function corrected({ address: _old, pec: _pec, codiceDestinatario: _code, ...who }: Holder, details: Details): Holder {
  const asked = { ...who, ...details };
  const problems = identityProblems(asked, 'details').map(({ field, text }) => ({
    field: field.replace('details.', ''),
    text,
  }));
  if (problems.length > 0) throw new InvalidInput(problems);
  return normalisedIdentity(asked);
}

const detailsOf = ({ address, pec, codiceDestinatario }: Details): Details => ({
  address,
  ...(pec ? { pec } : {}),
  ...(codiceDestinatario ? { codiceDestinatario } : {}),
});

const changeOf = ({ at, byKind, by, reason, before, after }: DetailsChangeRow): DetailsChange => ({
  at: at.toISOString(),
  byKind,
  by,
  ...(reason ? { reason } : {}),
  before,
  after,
});
