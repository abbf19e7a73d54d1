import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingCreditRpc,
  type CreditView,
  type StatementPage,
  type StatementQuery,
} from '#libs/api/billing/credit.js';
import { billingRpc, type OpenAccount, type OpenedAccount } from '#libs/api/billing/billing.js';
import type { Done, OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Accounts } from './accounts.service.js';
import { Credit } from './credit.service.js';

@Controller()
export class AccountsRpc {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Credit) private readonly creditOf: Credit,
  ) {}

  @HandleRpc(billingRpc.openAccount)
  open(request: OpenAccount): Promise<OpenedAccount> {
    return this.accounts.open(request);
  }

  @HandleRpc(billingRpc.closeAccount)
  async close({ contractId }: OfContract): Promise<Done> {
    await this.accounts.close(contractId);
    return { done: 'closed' };
  }

  @HandleRpc(billingCreditRpc.credit)
  credit({ contractId }: OfContract, context: RequestContext): Promise<CreditView> {
    return this.creditOf.view(contractId, context);
  }

  @HandleRpc(billingCreditRpc.statement)
  statement(request: StatementQuery, context: RequestContext): Promise<StatementPage> {
    return this.creditOf.statement(request, context);
  }
}
