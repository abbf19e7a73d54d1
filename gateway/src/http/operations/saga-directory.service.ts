import { Inject, Injectable } from '@nestjs/common';
import { SERVICES, type RpcDefinition } from '#libs/api/kernel/definition.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { TextList } from '#libs/api/kernel/fields.js';
import {
  SagaPage,
  SAGAS_RPC,
  type ActOnSaga,
  type ListSagas,
  type SagasRpc,
  type SagaView,
} from '#libs/api/kernel/sagas.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { cursorAt } from '#libs/platform/page.js';

/** One page of the long-running work of every service. */
export class AllSagasPage extends SagaPage {
  @TextList({ description: 'Services that did not answer: their part is missing' }) unavailable!: string[];
}

const PAGE = 50;

const newerFirst = (a: SagaView, b: SagaView): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1;
const isUnknown = (reason: unknown): boolean => reason instanceof DomainError && reason.status === 404;

/** The long-running work of every service as one list, and which service a piece of it belongs to. */
@Injectable()
export class SagaDirectory {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  /** Newest first; what a service that is down carries out is left out, and the service named. @throws when none answers */
  async list(query: ListSagas): Promise<AllSagasPage> {
    const { limit = PAGE } = query;
    const answers = await Promise.allSettled(SERVICES.map((service) => this.rpc.call(SAGAS_RPC[service].list, query)));
    const pages = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    const failure = answers.find((answer) => answer.status === 'rejected');
    if (pages.length === 0 && failure) throw failure.reason;
    const all = pages.flatMap(({ items }) => items).sort(newerFirst);
    const items = all.slice(0, limit);
    const more = all.length > limit || pages.some(({ nextCursor }) => nextCursor);
    const last = items.at(-1);
    return {
      items,
      ...(more && last ? { nextCursor: cursorAt(new Date(last.createdAt), last.id) } : {}),
      unavailable: SERVICES.filter((_, index) => answers[index]!.status === 'rejected'),
    };
  }

  /** @throws NotFound when every service answers that it has no such saga */
  async get(sagaId: string): Promise<SagaView> {
    const answers = await Promise.allSettled(
      SERVICES.map((service) => this.rpc.call(SAGAS_RPC[service].get, { sagaId })),
    );
    const found = answers.find((answer) => answer.status === 'fulfilled');
    if (found) return found.value;
    const reasons = answers.map((answer) => (answer as PromiseRejectedResult).reason as unknown);
    throw reasons.find((reason) => !isUnknown(reason)) ?? reasons[0];
  }

  /** Has the service whose saga it is act on it. */
  async act(what: Extract<keyof SagasRpc, 'resume' | 'compensate'>, request: ActOnSaga): Promise<SagaView> {
    const { service } = await this.get(request.sagaId);
    const definition: RpcDefinition<ActOnSaga, SagaView> = SAGAS_RPC[service][what];
    return this.rpc.call(definition, request);
  }

  /** Of one contract, in the services beside accounts, whose view of the customer has its own. */
  async besidesAccounts(
    contractIds: readonly string[],
    ask: <Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request) => Promise<Reply | undefined>,
  ): Promise<SagaView[]> {
    const others = SERVICES.filter((service) => service !== 'accounts');
    const pages = await Promise.all(
      contractIds.flatMap((contractId) => others.map((service) => ask(SAGAS_RPC[service].list, { contractId }))),
    );
    return pages.flatMap((each) => each?.items ?? []);
  }
}
