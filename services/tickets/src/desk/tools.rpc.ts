import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Done } from '#libs/api/kernel/shared.js';
import type { DeskTicketDetail } from '#libs/api/tickets/desk.js';
import {
  deskToolsRpc,
  type ApplyMacro,
  type Macro,
  type Macros,
  type OfMacro,
  type OfView,
  type SavedView,
  type SavedViews,
  type SaveMacro,
  type SaveView,
} from '#libs/api/tickets/tools.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { MacrosService } from './macros.service.js';
import { ViewsService } from './views.service.js';

@Controller()
export class DeskToolsRpc {
  constructor(
    @Inject(ViewsService) private readonly views: ViewsService,
    @Inject(MacrosService) private readonly macros: MacrosService,
  ) {}

  @HandleRpc(deskToolsRpc.saveView)
  saveView(request: SaveView, context: RequestContext): Promise<SavedView> {
    return this.views.save(request, context);
  }

  @HandleRpc(deskToolsRpc.listViews)
  listViews(_request: object, { actor }: RequestContext): Promise<SavedViews> {
    return this.views.list(actor);
  }

  @HandleRpc(deskToolsRpc.removeView)
  async removeView({ viewId }: OfView, { actor }: RequestContext): Promise<Done> {
    await this.views.remove(viewId, actor);
    return { done: 'removed' };
  }

  @HandleRpc(deskToolsRpc.saveMacro)
  saveMacro(request: SaveMacro, context: RequestContext): Promise<Macro> {
    return this.macros.save(request, context);
  }

  @HandleRpc(deskToolsRpc.listMacros)
  listMacros(): Promise<Macros> {
    return this.macros.list();
  }

  @HandleRpc(deskToolsRpc.removeMacro)
  async removeMacro({ macroId }: OfMacro): Promise<Done> {
    await this.macros.remove(macroId);
    return { done: 'removed' };
  }

  @HandleRpc(deskToolsRpc.applyMacro)
  applyMacro(request: ApplyMacro, context: RequestContext): Promise<DeskTicketDetail> {
    return this.macros.apply(request, context);
  }
}
