import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import type { Actor, RequestContext, Role } from '#libs/api/kernel/actor.js';
import { accountsStaffRpc, type FindColleagues } from '#libs/api/accounts/staff.js';
import type { RpcDefinition } from '#libs/api/kernel/definition.js';
import { ticketsRpc, type OpenTicket, type TicketDetail } from '#libs/api/tickets/tickets.js';
import { names } from '#libs/messaging/topology.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { TicketsModule } from '../../src/tickets.module.js';

/** The tickets service with a documents folder of its own, and what else its environment is to say. */
export async function startTickets(
  options: { at?: string; env?: Record<string, string> } = {},
): Promise<ServiceUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'tickets-test-'));
  Object.assign(process.env, { DOCUMENTS_FOLDER: join(folder, 'documents'), TICKETS_WATCH_SECONDS: '1' }, options.env);
  return ServiceUnderTest.start('tickets', TicketsModule, options.at);
}

export const customer = (): Actor & { customerId: string } => ({
  kind: 'customer',
  id: newId('usr'),
  roles: ['customer'],
  customerId: newId('cus'),
});
const agents = new Map<string, Actor>();
export function agent(...roles: Role[]): Actor {
  const actor: Actor = { kind: 'staff', id: newId('usr'), roles: roles.length > 0 ? roles : ['agent'] };
  agents.set(actor.id, actor);
  return actor;
}
/** Where mail for one of the staff goes. */
export const addressOf = ({ id }: Actor): string => `${id}@staff.example`;

/** What accounts answers of the staff: the agents that the test has made, and the chief. */
export const staffAnswers = [
  accountsStaffRpc.colleagues,
  ({ ids, roles }: FindColleagues) => {
    const known = [...agents.values()].filter((actor) =>
      ids ? ids.includes(actor.id) : actor.roles.some((role) => roles!.includes(role)),
    );
    return {
      items: known.map((actor) => ({
        id: actor.id,
        email: addressOf(actor),
        name: 'Anna Bianchi',
        roles: [...actor.roles],
        locale: 'en',
      })),
    };
  },
] as const;

/** A customer's ticket, just opened. */
export const openTicket = (
  service: ServiceUnderTest,
  as: Actor,
  wishes: Partial<OpenTicket> = {},
): Promise<TicketDetail> =>
  service.call(
    ticketsRpc.open,
    { category: 'technical', subject: 'No calls come in', text: 'Callers hear the engaged tone.', ...wishes },
    as,
  );

/** Answers RPCs of a neighbour that does not run in this test; ends with the returned call. */
export async function answering(
  service: ServiceUnderTest,
  answers: readonly (readonly [RpcDefinition<any, any>, (request: any, actor: Actor) => unknown])[],
): Promise<() => Promise<void>> {
  const connection = await connect(service.config.RABBITMQ_URL);
  const channel = await connection.createChannel();
  const known = new Map(answers.map(([definition, answer]) => [definition.name, answer]));
  for (const neighbour of new Set(answers.map(([definition]) => definition.service))) {
    await channel.consume(
      names(service.config.OPENVOIP_NAMESPACE).rpc(neighbour),
      (message) => {
        if (!message) return;
        const { replyTo, correlationId, type, headers } = message.properties;
        const { actor } = JSON.parse(String(headers!.context)) as RequestContext;
        const reply = known.get(String(type))?.(JSON.parse(message.content.toString()), actor);
        const body = reply ?? { code: 'not_found', status: 404, text: { it: 'Non esiste', en: 'Does not exist' } };
        channel.publish('', String(replyTo), Buffer.from(JSON.stringify(body)), {
          correlationId,
          type: reply ? 'reply' : 'error',
        });
      },
      { noAck: true },
    );
  }
  return () => connection.close();
}
