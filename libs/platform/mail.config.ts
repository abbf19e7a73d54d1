import { IsOptional, IsString, Matches } from 'class-validator';

/** The way of outgoing mail, the same for every service that sends some. */
export class MailConfig {
  @IsOptional() @Matches(/^smtps?:\/\//) SMTP_URL?: string;
  /** Where mail is kept as .eml files when there is no SMTP server. */
  @IsOptional() @IsString() MAIL_FOLDER?: string;
  @IsString() MAIL_FROM = 'OpenVOIP <no-reply@openvoip.example>';
}
