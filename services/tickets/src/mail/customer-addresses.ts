import { Inject, Injectable } from '@nestjs/common';
import { accountsRpc } from '#libs/contracts/accounts.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import type { TicketRow } from '../tickets/ticket.schema.js';

/** The mail address of a ticket's customer, asked from accounts each time: no copy here that could grow old. */
@Injectable()
export class CustomerAddresses {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  /** @throws when no sign-in of the customer has written to the ticket yet, or accounts does not answer. */
  async of({ requester, number }: TicketRow): Promise<string> {
    if (!requester) throw new Error(`no sign-in of the customer is known for ticket ${number}`);
    const profile = await withContext({ ...backgroundContext('tickets-mailer'), actor: requester }, () => this.rpc.call(accountsRpc.me, {}));
    return profile.email;
  }
}
