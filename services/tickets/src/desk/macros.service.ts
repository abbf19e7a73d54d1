import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { DeskTicketDetail } from '#libs/api/tickets/desk.js';
import type { ApplyMacro, Macro, Macros, SaveMacro } from '#libs/api/tickets/tools.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { DeskService } from './desk.service.js';
import { filled } from './desk.rules.js';

export type MacroRow = SaveMacro & { _id: string };
export const macroSchema = new Schema<MacroRow>(
  {
    _id: String,
    name: String,
    textIt: String,
    textEn: String,
    next: String,
    category: String,
    priority: String,
    addTags: [String],
  },
  { collection: 'macros', versionKey: false },
);
macroSchema.index({ name: 1 }, { unique: true });

const macroOf = ({ _id, ...row }: MacroRow): Macro => ({ id: _id, ...row });

/** Answers that are given often, with the classification that goes with them. */
@Injectable()
export class MacrosService {
  constructor(
    @InjectModel('Macro') private readonly macros: Model<MacroRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(TicketReader) private readonly reader: TicketReader,
  ) {}

  /** Saving under a name again replaces the macro. */
  save(request: SaveMacro, context: RequestContext): Promise<Macro> {
    const { name, ...rest } = request;
    return this.work.once(context, request, async () => {
      const row = await this.macros
        .findOneAndUpdate(
          { name },
          { $set: rest, $setOnInsert: { _id: newId('mac') } },
          { upsert: true, returnDocument: 'after', lean: true },
        )
        .orFail();
      return macroOf(row);
    });
  }

  async list(): Promise<Macros> {
    return { items: (await this.macros.find().sort({ name: 1 }).lean<MacroRow[]>()).map(macroOf) };
  }

  async remove(macroId: string): Promise<void> {
    const { deletedCount } = await this.macros.deleteOne({ _id: macroId });
    if (deletedCount === 0) throw new NotFound('macro');
  }

  /** Answers with the macro's text and classifies the ticket, in one change. */
  async apply({ ticketId, macroId, version }: ApplyMacro, context: RequestContext): Promise<DeskTicketDetail> {
    const macro = await this.macros.findById(macroId).lean<MacroRow>();
    if (!macro) throw new NotFound('macro');
    const ticket = await this.reader.ticket(ticketId);
    const text = filled(ticket.locale === 'en' ? macro.textEn : macro.textIt, {
      number: ticket.number,
      subject: ticket.subject,
    });
    const { category, priority, addTags } = macro;
    return this.desk.answer({ ticketId, text, next: macro.next, version }, context, {
      category,
      priority,
      addTags,
      macroId,
    });
  }
}
