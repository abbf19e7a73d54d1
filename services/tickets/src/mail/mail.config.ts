import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { MailConfig } from '#libs/platform/mail.config.js';

/** Mail of tickets, both ways. Without SMTP_URL and MAIL_FOLDER outgoing mail waits; without TICKETS_MAIL_PORT none comes in. */
export class TicketMailConfig extends MailConfig {
  /** The domain whose mail is handed to the intake: reply addresses are in it. */
  @Matches(/^[a-z0-9.-]+$/) TICKETS_MAIL_DOMAIN = 'tickets.openvoip.example';
  /** Where the intake listens for SMTP; 0 takes any free port. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(65535) TICKETS_MAIL_PORT?: number;
  /** Messages that one ticket accepts by mail in an hour: what stops two machines that answer each other. */
  @Type(() => Number) @IsInt() @Min(1) @Max(1000) TICKETS_MAIL_PER_HOUR = 20;
}
