import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { isIban } from '#libs/italy/iban.js';

/** How refunds are approved and from which account they are paid. */
export class RefundsConfig {
  /** Above this many cents two people must approve. */
  @Type(() => Number) @IsInt() @Min(0) REFUND_FOUR_EYES_CENTS = 50_000;
  /** The most transfers in one bank file. */
  @Type(() => Number) @IsInt() @Min(1) @Max(20_000) REFUND_BATCH_MAX = 5_000;
  /** The operator as the bank knows it. */
  @IsString() @MaxLength(70) OPERATOR_NAME = 'OpenVOIP S.r.l.';
  /** The operator's own account; without it no bank file can be made. */
  @IsOptional() @ValidateBy({ name: 'iban', validator: { validate: (value) => typeof value === 'string' && isIban(value), defaultMessage: () => 'OPERATOR_IBAN must be a SEPA IBAN' } }) OPERATOR_IBAN?: string;
  @IsOptional() @Matches(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/) OPERATOR_BIC?: string;
}
