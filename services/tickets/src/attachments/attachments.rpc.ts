import { Controller, Inject } from '@nestjs/common';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import type { AttachmentView } from '#libs/api/tickets/tickets.js';
import {
  attachmentsRpc,
  type AddAttachment,
  type AttachmentContent,
  type ClassifyAttachment,
  type ReadAttachment,
} from '#libs/api/tickets/attachments.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { AttachmentsService } from './attachments.service.js';

@Controller()
export class AttachmentsRpc {
  constructor(@Inject(AttachmentsService) private readonly attachments: AttachmentsService) {}

  @HandleRpc(attachmentsRpc.add)
  add(request: AddAttachment, context: RequestContext): Promise<AttachmentView> {
    return this.attachments.add(request, context);
  }

  @HandleRpc(attachmentsRpc.get)
  get(request: ReadAttachment, context: RequestContext): Promise<AttachmentContent> {
    return this.attachments.get(request, context);
  }

  @HandleRpc(attachmentsRpc.classify)
  async classify(request: ClassifyAttachment): Promise<AttachmentView> {
    return this.attachments.classify(request);
  }
}
