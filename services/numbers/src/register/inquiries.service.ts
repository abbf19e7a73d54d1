import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type {
  AskHolder,
  EraseIdentity,
  Erasure,
  HolderAnswer,
  Holding,
  Holdings,
  InquiryPage,
  ListHoldings,
  ListInquiries,
} from '#libs/api/numbers/register.js';
import { retainedSince, retentionEnds } from '#libs/italy/retention.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { pageById, pageSize } from '#libs/platform/page.js';
import { actorName } from '../number/number.store.js';
import { heldAt, periodsOf, type Period } from './holdings.rules.js';
import type { IdentityRow, InquiryRow, RegisterEntry } from './register.schema.js';

type Question = Pick<InquiryRow, 'what' | 'subject' | 'instant' | 'reason'>;

/** Questions to the holder register, each recorded with its reason, and the erasure of what the law keeps no longer. */
@Injectable()
export class Inquiries {
  constructor(
    @InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>,
    @InjectModel('Identity') private readonly identities: Model<IdentityRow>,
    @InjectModel('Inquiry') private readonly inquiries: Model<InquiryRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who held a number at an instant. */
  async heldAt(request: AskHolder, context: RequestContext): Promise<HolderAnswer> {
    const { number, at, reason } = request;
    const inquiryId = await this.asked(request, context, {
      what: 'held_at',
      subject: number,
      instant: new Date(at),
      reason,
    });
    const period = heldAt(await this.periods(number), new Date(at));
    return {
      number,
      at,
      held: period !== undefined,
      inquiryId,
      ...(period ? { holding: await this.holding(number, period) } : {}),
    };
  }

  /** Everyone who ever held a number. */
  async holdings(request: ListHoldings, context: RequestContext): Promise<Holdings> {
    const { number, reason } = request;
    await this.asked(request, context, { what: 'holdings', subject: number, reason });
    return { items: await Promise.all((await this.periods(number)).map((period) => this.holding(number, period))) };
  }

  /** Erases the identities of a customer whose retention is over; the register's entries, which do not name anyone, stay. */
  async erase(request: EraseIdentity, context: RequestContext): Promise<Erasure> {
    return this.work.once(context, request, async () => {
      const { erased, retained, ends } = await this.eraseDue(request.customerId, request.reason);
      const last = ends.length === retained ? ends.toSorted((a, b) => b.getTime() - a.getTime())[0] : undefined;
      return {
        erased,
        retained,
        ...(last ? { retainedUntil: retentionEnds('holder_register', last).toISOString() } : {}),
      };
    });
  }

  /** As `erase`, in the caller's transaction and with its reason on record. @returns how many went and stay, and when those that stay ended */
  async eraseDue(customerId: string, reason: string): Promise<{ erased: number; retained: number; ends: Date[] }> {
    const now = this.clock.now();
    const due = { customerId, closedAt: { $lte: retainedSince('holder_register', now) }, erasedAt: null };
    await this.record({ what: 'erasure', subject: customerId, reason });
    const { modifiedCount } = await this.identities.updateMany(due, {
      $set: { erasedAt: now },
      $unset: { holder: 1, salt: 1 },
    });
    const kept = await this.identities.find({ customerId, erasedAt: null }, { closedAt: 1 }).lean();
    return { erased: modifiedCount, retained: kept.length, ends: kept.flatMap(({ closedAt }) => closedAt ?? []) };
  }

  /** Keeps the question of a request, once for its idempotency key; the answer, which names people, is not kept with it. @returns the id of the record. */
  asked(request: object, context: RequestContext, inquiry: Question): Promise<string> {
    return this.work.once(context, request, () => this.record(inquiry));
  }

  /** Keeps who asked what and why. @returns the id of the record. */
  async record(inquiry: Question): Promise<string> {
    const _id = newId('inq');
    await this.inquiries.create([{ ...inquiry, _id, actor: actorName(), at: this.clock.now() }]);
    return _id;
  }

  /** Who asked what and why, newest first. */
  async list({ subject, cursor, limit }: ListInquiries): Promise<InquiryPage> {
    const { items, nextCursor } = await pageById(this.inquiries, subject ? { subject } : {}, {
      cursor,
      limit: pageSize(limit),
    });
    return {
      items: items.map(({ _id: id, what, subject: about, instant, reason, actor, at }) => ({
        id,
        what,
        subject: about,
        instant: instant?.toISOString(),
        reason,
        actor,
        at: at.toISOString(),
      })),
      nextCursor,
    };
  }

  private async periods(number: string): Promise<Period[]> {
    return periodsOf(await this.entries.find({ number }).sort({ seq: 1 }).lean());
  }

  private async holding(number: string, { identityId, contractId, customerId, from, to }: Period): Promise<Holding> {
    const identity = await this.identities.findById(identityId).lean();
    return {
      number,
      contractId,
      customerId,
      holder: identity?.holder,
      from: from.toISOString(),
      ...(to ? { to: to.toISOString() } : {}),
    };
  }
}
