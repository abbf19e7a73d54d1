import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CarrierMessagePage, ListCarrierMessages } from '#libs/api/numbers/carrier.js';
import { Clock } from '#libs/platform/clock.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import type { IncomingMessage } from './carrier.port.js';
import type { CarrierMessageRow } from './carrier-message.schema.js';

/** The record of what other operators sent, and of what became of it. */
@Injectable()
export class CarrierMessages {
  constructor(
    @InjectModel('CarrierMessage') private readonly messages: Model<CarrierMessageRow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  known(id: string): Promise<CarrierMessageRow | null> {
    return this.messages.findById(id).lean<CarrierMessageRow>().exec();
  }

  /** Keeps the first end of a message; joins the caller's transaction. */
  async keep(
    { message_id: _id, kind = '', from, order, reference }: IncomingMessage,
    hash: string,
    outcome: 'taken' | 'refused',
    reason?: string,
  ): Promise<void> {
    const row = {
      hash,
      kind: kind.slice(0, 60),
      from: from!,
      about: (order || reference || '').slice(0, 60),
      outcome,
      ...(reason ? { reason } : {}),
      createdAt: this.clock.now(),
    };
    await this.messages.updateOne({ _id: _id! }, { $setOnInsert: row }, { upsert: true });
  }

  /** Newest first. */
  async list({ about, outcome, cursor, limit }: ListCarrierMessages): Promise<CarrierMessagePage> {
    const size = pageSize(limit);
    const filter = {
      ...(about ? { about } : {}),
      ...(outcome ? { outcome } : {}),
      ...after<CarrierMessageRow>(cursor),
    };
    const rows = await this.messages
      .find(filter)
      .sort({ createdAt: -1, _id: -1 })
      .limit(size + 1)
      .lean<CarrierMessageRow[]>();
    return pageOf(rows, size, ({ _id, kind, from, about: of, outcome: end, reason, createdAt }) => ({
      id: _id,
      kind,
      from,
      about: of,
      outcome: end,
      reason,
      at: createdAt.toISOString(),
    }));
  }
}
