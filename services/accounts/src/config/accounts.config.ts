import { Type } from 'class-transformer';
import { IsBase64, IsEmail, IsInt, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import { MailConfig } from '#libs/platform/mail.config.js';

/** What accounts reads from its environment, beside PlatformConfig. The defaults are recorded in docs/decisions/accounts-*.md. */
export class AccountsConfig extends MailConfig {
  /** Ed25519 private key, PEM (PKCS 8), base64 on one line: signs access tokens. */
  @IsBase64() JWT_PRIVATE_KEY!: string;
  /** The first administrator, made at start when its address is not known yet. */
  @IsOptional() @IsEmail() STAFF_EMAIL?: string;
  @IsOptional() @MinLength(12) STAFF_PASSWORD?: string;
  /** The sign-in of the softswitch, made at start when its address is not known yet. */
  @IsOptional() @IsEmail() SWITCH_EMAIL?: string;
  @IsOptional() @MinLength(12) SWITCH_PASSWORD?: string;
  /** Links in emails begin with it. */
  @Matches(/^https?:\/\//) PUBLIC_URL = 'http://127.0.0.1:8080';
  /** R15: hours that an unpaid registration holds its number. */
  @Type(() => Number) @IsInt() @Min(1) @Max(8_760) REGISTRATION_HOURS = 72;
  /** Minutes that it holds its number until the address of its customer is confirmed. */
  @Type(() => Number) @IsInt() @Min(1) @Max(10_080) UNCONFIRMED_HOLD_MINUTES = 30;
  /** Unpaid registrations at a time with one codice fiscale or partita IVA, and from one address (an IPv6 network of 64 bits). */
  @Type(() => Number) @IsInt() @Min(1) UNPAID_PER_TAX_CODE = 5;
  @Type(() => Number) @IsInt() @Min(1) UNPAID_PER_ADDRESS = 10;
  /** Contracts that a customer may have asked for and not paid: each holds a number. */
  @Type(() => Number) @IsInt() @Min(1) @Max(100) UNPAID_CONTRACTS_MOST = 3;
  @Type(() => Number) @IsInt() @Min(1) @Max(60) ACCESS_TOKEN_MINUTES = 10;
  /** A session that was not refreshed for so long is over. */
  @Type(() => Number) @IsInt() @Min(1) @Max(365) SESSION_DAYS = 30;
  /** Failed sign-ins within the window after which an account, or an address, has to wait. */
  @Type(() => Number) @IsInt() @Min(1) SIGN_IN_FAILURES_PER_ACCOUNT = 10;
  @Type(() => Number) @IsInt() @Min(1) SIGN_IN_FAILURES_PER_IP = 50;
  @Type(() => Number) @IsInt() @Min(1) SIGN_IN_WINDOW_SECONDS = 900;
  @Type(() => Number) @IsInt() @Min(1) EMAIL_CONFIRMATION_HOURS = 168;
  @Type(() => Number) @IsInt() @Min(1) PASSWORD_RESET_MINUTES = 60;
  /** Emails of one kind with a link to sign in (new password, confirmation, invitation) that an account is sent in an hour. */
  @Type(() => Number) @IsInt() @Min(1) @Max(100) SIGN_IN_MAILS_PER_HOUR = 3;
}

/** @throws ConfigError when mail could go nowhere. */
export function readAccountsConfig(): AccountsConfig {
  const config = readConfig(AccountsConfig);
  if (!config.SMTP_URL && !config.MAIL_FOLDER) throw new ConfigError(['SMTP_URL or MAIL_FOLDER is required']);
  return config;
}
