import { Inject, Injectable } from '@nestjs/common';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import type { TicketRow } from '../tickets/ticket.schema.js';

/** Where mail of a ticket goes, and who it is that answers from there. */
export interface Correspondent {
  readonly email: string;
  /** Whether its owner has said that it is theirs: until then nothing that others wrote goes there. */
  readonly confirmed: boolean;
  readonly actor: Actor;
}

/** The mail address of a ticket's customer, asked from accounts each time: no copy here that could grow old. */
@Injectable()
export class CustomerAddresses {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  /** The sign-in that wrote last; the customer's first one while none has written. @throws when accounts does not answer, or knows none */
  async of({ requester, customerId, number }: TicketRow): Promise<Correspondent> {
    const context = backgroundContext('tickets-mailer');
    if (requester) {
      const { email, emailConfirmed: confirmed } = await withContext({ ...context, actor: requester }, () =>
        this.rpc.call(accountsRpc.me, {}),
      );
      return { email, confirmed, actor: requester };
    }
    const customer = customerId
      ? await withContext(context, () => this.rpc.call(accountsCustomersRpc.get, { customerId }))
      : undefined;
    const signIn = customer?.signIns.find(({ blocked }) => !blocked);
    if (!signIn) throw new Error(`ticket ${number} has no customer who can sign in`);
    return {
      email: signIn.email,
      confirmed: signIn.emailConfirmed,
      actor: { kind: 'customer', id: signIn.id, roles: ['customer'], customerId },
    };
  }
}
