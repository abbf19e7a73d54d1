import { Inject, Injectable } from '@nestjs/common';
import { accountsCustomersRpc, CustomerView } from '#libs/contracts/accounts-customers.js';
import { AdjustmentView, billingAdjustmentsRpc } from '#libs/contracts/billing-adjustments.js';
import { billingCreditRpc, CreditView } from '#libs/contracts/billing-credit.js';
import { billingRefundsRpc, RefundView } from '#libs/contracts/billing-refunds.js';
import type { RpcDefinition } from '#libs/contracts/definition.js';
import { DomainError } from '#libs/contracts/domain-error.js';
import { Many, TextList } from '#libs/contracts/fields.js';
import { numbersInventoryRpc, NumberView } from '#libs/contracts/numbers-inventory.js';
import { DeskTicket, deskRpc } from '#libs/contracts/tickets-desk.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { SagaDirectory } from './saga-directory.js';

/** A customer whole, from every service. */
export class CustomerOverview extends CustomerView {
  @Many(() => CreditView, { description: 'Credit and services, a contract each' }) credits!: CreditView[];
  @Many(() => NumberView) numbers!: NumberView[];
  @Many(() => RefundView) refunds!: RefundView[];
  @Many(() => AdjustmentView, { description: 'Corrections of credit by staff' }) adjustments!: AdjustmentView[];
  @Many(() => DeskTicket, { description: 'The last tickets' }) tickets!: DeskTicket[];
  @TextList({ description: 'Services that did not answer: their part is missing' }) unavailable!: string[];
}

const NOT_HERE = [403, 404];

/** Asks every service for its part of a customer at once; one that is down leaves its part out and is named. */
@Injectable()
export class CustomerOverviews {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient, @Inject(SagaDirectory) private readonly sagas: SagaDirectory) {}

  /** @throws NotFound; ServiceUnavailable when accounts itself is down */
  async of(customerId: string): Promise<CustomerOverview> {
    const customer = await this.rpc.call(accountsCustomersRpc.get, { customerId });
    const contractIds = customer.contracts.filter(({ state }) => state !== 'transferred').map(({ id }) => id);
    const unavailable = new Set<string>();
    const ask = <Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request): Promise<Reply | undefined> => this.part(definition, request, unavailable);
    const ofEach = <Request extends { contractId?: string }, Reply>(definition: RpcDefinition<Request, Reply>): Promise<Reply[]> => Promise.all(contractIds.map((contractId) => ask(definition, { contractId } as Request))).then((replies) => replies.filter((reply) => reply !== undefined));
    const [credits, numbers, refunds, adjustments, sagas, tickets] = await Promise.all([
      ofEach(billingCreditRpc.credit), ofEach(numbersInventoryRpc.ofContract), ofEach(billingRefundsRpc.listRefunds), ofEach(billingAdjustmentsRpc.list), this.sagas.besidesAccounts(contractIds, ask), ask(deskRpc.queue, { customerId, order: 'newest' as const }),
    ]);
    return {
      ...customer, sagas: [...customer.sagas, ...sagas], credits, numbers: numbers.flatMap(({ items }) => items), refunds: refunds.flatMap(({ items }) => items), adjustments: adjustments.flatMap(({ items }) => items), tickets: tickets?.items ?? [], unavailable: [...unavailable],
    };
  }

  /** What the service does not know of the contract, or does not show to this role, is left out silently. */
  private async part<Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request, unavailable: Set<string>): Promise<Reply | undefined> {
    try {
      return await this.rpc.call(definition, request);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!NOT_HERE.includes(error.status)) unavailable.add(definition.service);
      return undefined;
    }
  }
}
