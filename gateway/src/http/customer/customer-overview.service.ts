import { Inject, Injectable } from '@nestjs/common';
import { accountsCustomersRpc, CustomerView } from '#libs/api/accounts/customers.js';
import { AdjustmentView, billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingCreditRpc, CreditView, StatementEntry } from '#libs/api/billing/credit.js';
import { billingRefundsRpc, RefundView } from '#libs/api/billing/refunds.js';
import type { RpcDefinition } from '#libs/api/kernel/definition.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { Id, Many, TextList } from '#libs/api/kernel/fields.js';
import { numbersInventoryRpc, NumberView } from '#libs/api/numbers/inventory.js';
import { numbersPortInRpc, PortInView } from '#libs/api/numbers/port-in.js';
import { numbersPortOutRpc, PortOutView } from '#libs/api/numbers/port-out.js';
import { DeskTicket, deskRpc, TicketEmail } from '#libs/api/tickets/desk.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { happened } from './customer-timeline.view.js';
import { SagaDirectory } from '../operations/saga-directory.service.js';

/** The last movements of a contract's credit. */
export class ContractMovements {
  @Id() contractId!: string;
  @Many(() => StatementEntry, { description: 'Newest first' }) entries!: StatementEntry[];
}

/** A customer whole, from every service. */
export class CustomerOverview extends CustomerView {
  @Many(() => CreditView, { description: 'Credit and services, a contract each' }) credits!: CreditView[];
  @Many(() => ContractMovements, { description: 'The ledger, a contract each' }) movements!: ContractMovements[];
  @Many(() => NumberView) numbers!: NumberView[];
  @Many(() => PortInView) portIns!: PortInView[];
  @Many(() => PortOutView) portOuts!: PortOutView[];
  @Many(() => RefundView) refunds!: RefundView[];
  @Many(() => AdjustmentView, { description: 'Corrections of credit by staff' }) adjustments!: AdjustmentView[];
  @Many(() => DeskTicket, { description: 'The last tickets' }) tickets!: DeskTicket[];
  @Many(() => TicketEmail, { description: 'The last emails about tickets, newest first' }) ticketEmails!: TicketEmail[];
  @TextList({ description: 'Services that did not answer: their part is missing' }) unavailable!: string[];
}

const NOT_HERE = [403, 404];

type Ask = <Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request) => Promise<Reply | undefined>;
type Listing<Item> = RpcDefinition<any, { items: Item[] }>;

/** Asks every service for its part of a customer at once; one that is down leaves its part out and is named. */
@Injectable()
export class CustomerOverviews {
  constructor(
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(SagaDirectory) private readonly sagas: SagaDirectory,
  ) {}

  /** @throws NotFound; ServiceUnavailable when accounts itself is down */
  async of(customerId: string): Promise<CustomerOverview> {
    const customer = await this.rpc.call(accountsCustomersRpc.get, { customerId });
    const contractIds = customer.contracts.filter(({ state }) => state !== 'transferred').map(({ id }) => id);
    const unavailable = new Set<string>();
    const parts = await this.parts(customerId, contractIds, (definition, request) =>
      this.part(definition, request, unavailable),
    );
    const sagas = [...customer.sagas, ...parts.sagas];
    return {
      ...customer,
      ...parts,
      sagas,
      timeline: happened(customer.timeline, parts),
      unavailable: [...unavailable],
    };
  }

  private async parts(customerId: string, contractIds: readonly string[], ask: Ask) {
    const ofEach = async <Reply>(definition: RpcDefinition<any, Reply>): Promise<Reply[]> =>
      (await Promise.all(contractIds.map((contractId) => ask(definition, { contractId })))).filter(
        (reply) => reply !== undefined,
      ) as Reply[];
    const all = async <Item>(definition: Listing<Item>): Promise<Item[]> =>
      (await ofEach(definition)).flatMap(({ items }) => items);
    const movements = Promise.all(
      contractIds.map(async (contractId) => ({
        contractId,
        entries: (await ask(billingCreditRpc.statement, { contractId }))?.items ?? [],
      })),
    );
    const [credits, ledger, numbers, portIns, portOuts, refunds, adjustments, sagas, tickets, ticketEmails] =
      await Promise.all([
        ofEach(billingCreditRpc.credit),
        movements,
        all(numbersInventoryRpc.ofContract),
        all(numbersPortInRpc.list),
        all(numbersPortOutRpc.list),
        all(billingRefundsRpc.listRefunds),
        all(billingAdjustmentsRpc.list),
        this.sagas.besidesAccounts(contractIds, ask),
        ask(deskRpc.queue, { customerId, order: 'newest' as const }),
        ask(deskRpc.emails, { customerId }),
      ]);
    return {
      credits,
      movements: ledger,
      numbers,
      portIns,
      portOuts,
      refunds,
      adjustments,
      sagas,
      tickets: tickets?.items ?? [],
      ticketEmails: ticketEmails?.items ?? [],
    };
  }

  /** What the service does not know of the contract, or does not show to this role, is left out silently. */
  private async part<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    unavailable: Set<string>,
  ): Promise<Reply | undefined> {
    try {
      return await this.rpc.call(definition, request);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!NOT_HERE.includes(error.status)) unavailable.add(definition.service);
      return undefined;
    }
  }
}
