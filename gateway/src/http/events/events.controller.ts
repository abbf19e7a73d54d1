import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../pipeline/answers.js';
import { EventHub } from './event-hub.service.js';

/** A customer's own events, as they happen. */
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(EventHub) private readonly hub: EventHub) {}

  @Get()
  @Answers(undefined, {
    summary:
      "Server-sent events of the customer's contracts, credit, services, numbers, refunds and tickets. `resync` asks to read again, `end` says why the stream ends",
    contentType: 'text/event-stream',
  })
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const stream = this.hub.open(
      request.caller.actor.customerId!,
      request.sessionEndsAt!,
      request.headers['last-event-id'] !== undefined,
    );
    void reply
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .type('text/event-stream')
      .send(stream);
  }
}
