import { Controller, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingTrafficRpc,
  callsRecorded,
  type AuthoriseCall,
  type CallAuthorisation,
  type CallIntake as Intake,
  type CallPage,
  type CallRecords,
  type CallView,
  type ListCalls,
  type OfCall,
  type SentCallRecords,
} from '#libs/api/billing/traffic.js';
import type { Done } from '#libs/api/kernel/shared.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage, HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { readCursor } from '#libs/platform/page.js';
import { heldSince } from '../../account/account.rules.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { CallSettingsStore } from '../limits/call-settings.store.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { CallIntake, type Taken } from './call-intake.service.js';
import { CallRejects } from './call-rejects.service.js';
import { Reservations } from './reservations.service.js';
import { TrafficPosting } from './traffic-posting.service.js';
import type { Call } from './traffic.schema.js';

const PAGE = 50;

@Controller()
export class TrafficRpc {
  constructor(
    @InjectModel('Call') private readonly calls: Model<Call>,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(CallRejects) private readonly rejects: CallRejects,
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleMessage(callsRecorded)
  async recorded({ records }: SentCallRecords, delivery: Delivery): Promise<void> {
    const taken = await this.work.handle(delivery, (tx) => this.rejects.recordIn(tx, records));
    if (taken) await this.posting.refundWhatIsLeft(records.map(({ contractId }) => contractId));
  }

  @HandleRpc(billingTrafficRpc.recordCalls)
  async record({ records }: CallRecords, context: RequestContext): Promise<Intake> {
    const taken = await this.work.once(context, records, async (tx) => told(await this.intake.recordIn(tx, records)));
    await this.posting.refundWhatIsLeft(records.map(({ contractId }) => contractId));
    return taken;
  }

  @HandleRpc(billingTrafficRpc.authorise)
  authorise(request: AuthoriseCall, context: RequestContext): Promise<CallAuthorisation> {
    return this.reservations.authorise(request, context);
  }

  @HandleRpc(billingTrafficRpc.release)
  async release(request: OfCall, context: RequestContext): Promise<Done> {
    const { callId, contractId } = request;
    const released = await this.work.once(context, request, async (tx) => {
      const reservation = (await this.reservations.ofCalls([callId])).get(callId);
      if (reservation?.contractId !== contractId) return false;
      await this.reservations.giveBack(tx, [reservation]);
      return true;
    });
    if (released) await this.posting.refundWhatIsLeft([contractId]);
    return { done: 'released' };
  }

  @HandleRpc(billingTrafficRpc.listCalls)
  async list(
    { contractId, day, cursor, limit = PAGE }: ListCalls,
    { actor, locale }: RequestContext,
  ): Promise<CallPage> {
    // Whom a former holder called is not the new one's to know (R16).
    const account = await this.accounts.visible(contractId, actor);
    const since = heldSince(account);
    const shown = await this.settings.shown(account);
    const own = since && !isStaff(actor) ? { startedAt: { $gte: since } } : {};
    const rows = await this.calls
      .find({ contractId, ...(day ? { day } : {}), ...own, ...beforeOf(cursor) })
      .sort({ startedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Call[]>();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((call) => ({
        ...viewOf(call),
        to: shown(call.to),
        destination: this.rates.nameOf(call.destination, locale),
      })),
      ...(rows.length > limit && last ? { nextCursor: `${last.startedAt.getTime()}.${last._id}` } : {}),
    };
  }
}

/** What the sender of records hears. */
const told = ({ rated, repeated, rejects }: Taken): Intake => ({
  rated,
  repeated,
  rejects: rejects.map(({ record: { callId }, reason }) => ({ callId, reason })),
});

/** `<milliseconds>.<call id>` of the last call of the page before. */
function beforeOf(cursor: string | undefined): Record<string, unknown> {
  if (!cursor) return {};
  const [at, id] = readCursor(cursor, /^(\d{1,15})\.(.{1,100})$/);
  const startedAt = new Date(Number(at));
  return { $or: [{ startedAt: { $lt: startedAt } }, { startedAt, _id: { $lt: id } }] };
}

const viewOf = ({
  _id: callId,
  from,
  to,
  destination,
  startedAt,
  seconds,
  billedSeconds,
  coveredSeconds,
  netMicros,
  state,
  barred,
}: Call): CallView => ({
  callId,
  from,
  to,
  destination,
  startedAt: startedAt.toISOString(),
  seconds,
  billedSeconds,
  coveredSeconds,
  netMicros,
  state,
  ...(barred ? { barred } : {}),
});
