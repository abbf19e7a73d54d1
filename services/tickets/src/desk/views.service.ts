import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Actor, RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { QueueFilter } from '#libs/api/tickets/desk.js';
import type { SavedView, SavedViews, SaveView } from '#libs/api/tickets/tools.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';

export interface ViewRow {
  _id: string;
  ownerId: string;
  name: string;
  shared: boolean;
  filter: QueueFilter;
}
export const viewSchema = new Schema<ViewRow>(
  { _id: String, ownerId: String, name: String, shared: Boolean, filter: Schema.Types.Mixed },
  { collection: 'views', versionKey: false, minimize: false },
);
viewSchema.index({ ownerId: 1, name: 1 }, { unique: true });
viewSchema.index({ shared: 1 });

const viewOf = ({ _id, ownerId, name, shared, filter }: ViewRow): SavedView => ({
  id: _id,
  ownerId,
  name,
  shared,
  filter,
});
const visibleTo = ({ id }: Actor): { $or: object[] } => ({ $or: [{ ownerId: id }, { shared: true }] });

/** Saved views of the queue: an agent's own, and those that are shared. */
@Injectable()
export class ViewsService {
  constructor(
    @InjectModel('View') private readonly views: Model<ViewRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Saving under a name again replaces the view. */
  save(request: SaveView, context: RequestContext): Promise<SavedView> {
    const { name, shared, filter } = request;
    const ownerId = context.actor.id;
    return this.work.once(context, request, async () => {
      const row = await this.views
        .findOneAndUpdate(
          { ownerId, name },
          { $set: { shared, filter }, $setOnInsert: { _id: newId('viw') } },
          { upsert: true, returnDocument: 'after', lean: true },
        )
        .orFail();
      return viewOf(row);
    });
  }

  async list(actor: Actor): Promise<SavedViews> {
    return { items: (await this.views.find(visibleTo(actor)).sort({ name: 1 }).lean<ViewRow[]>()).map(viewOf) };
  }

  /** @throws NotFound when it is not the caller's own. */
  async remove(viewId: string, { id: ownerId }: Actor): Promise<void> {
    const { deletedCount } = await this.views.deleteOne({ _id: viewId, ownerId });
    if (deletedCount === 0) throw new NotFound('view');
  }

  /** @throws NotFound when the caller may not see it. */
  async filterOf(viewId: string, actor: Actor): Promise<QueueFilter> {
    const row = await this.views.findOne({ _id: viewId, ...visibleTo(actor) }).lean<ViewRow>();
    if (!row) throw new NotFound('view');
    return row.filter;
  }
}
