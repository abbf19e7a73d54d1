import { Controller, Get, Inject, Put } from '@nestjs/common';
import { Flag, Instant } from '#libs/api/kernel/fields.js';
import { ClockSync } from '#libs/messaging/clock-sync.js';
import { Clock } from '#libs/platform/clock.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody } from '../../pipeline/input.js';

export class ClockView {
  @Instant({ description: "The platform's business clock" }) time!: string;
  @Flag({ description: 'Whether it can be moved: in the demo and in tests, never in production' }) movable!: boolean;
}
export class MoveClock {
  @Instant({ description: 'Where every service goes on from', example: '2040-01-01T00:00:00Z' }) to!: string;
}

/** The clock of the demo: anyone can watch a month go by. */
@Controller('v1/staff/clock')
export class ClockController {
  constructor(
    @Inject(ClockSync) private readonly sync: ClockSync,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Answers(ClockView, { summary: 'What time it is for the platform' })
  now(): ClockView {
    return { time: this.clock.now().toISOString(), movable: this.sync.isMovable };
  }

  @Put()
  @Answers(ClockView, { summary: 'Move the clock of every service; refused in production' })
  async move(@FromBody(MoveClock) { to }: MoveClock): Promise<ClockView> {
    await this.sync.moveTo(new Date(to));
    return { time: to, movable: true };
  }
}
