import { Controller, Get, Inject } from '@nestjs/common';
import { Instant, OneOf } from '#libs/api/kernel/fields.js';
import { Broker } from '#libs/messaging/broker.js';
import { Clock } from '#libs/platform/clock.js';
import { Answers } from '../../pipeline/answers.js';

const STATES = ['ok', 'degraded'] as const;

export class HealthView {
  @OneOf(STATES, { description: '`degraded`: the broker is out of reach, most requests are answered 503' })
  status!: (typeof STATES)[number];
  @Instant({ description: "The platform's business clock" }) time!: string;
}

/** Whether the API is there; probes of the process itself are on its health port. */
@Controller('v1/health')
export class HealthController {
  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Answers(HealthView, { summary: 'Whether the API is there' })
  health(): HealthView {
    return { status: this.broker.isConnected ? 'ok' : 'degraded', time: this.clock.now().toISOString() };
  }
}
