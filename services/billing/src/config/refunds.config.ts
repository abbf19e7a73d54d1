import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { abiOf } from '#libs/italy/iban.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';

const CBI_VERSIONS = ['00.04.00', '00.04.01'] as const;
export type CbiVersion = (typeof CBI_VERSIONS)[number];

/** How refunds are approved and paid. */
export class RefundsConfig {
  /** Above this many cents two people must approve. */
  @Type(() => Number) @IsInt() @Min(0) REFUND_FOUR_EYES_CENTS = 50_000;
  /** The most transfers in one bank file. */
  @Type(() => Number) @IsInt() @Min(1) @Max(20_000) REFUND_BATCH_MAX = 5_000;
  /** In which dialect the bank takes transfers: pain.001.001.09 of the European rules, or CBI's. */
  @IsIn(['sepa', 'cbi']) PAYMENT_DIALECT: 'sepa' | 'cbi' = 'sepa';
  /** Codice Univoco CBI of the operator: the bank's contract tells it. */
  @IsOptional() @Matches(/^[A-Z0-9]{8}$/) CBI_CUC?: string;
  /** The version that the bank takes. */
  @IsIn([...CBI_VERSIONS]) CBI_VERSION: CbiVersion = '00.04.00';
}

/** @throws ConfigError: CBI knows its senders by their CUC, and their banks by the ABI of an Italian account. */
export function readRefundsConfig(env: NodeJS.ProcessEnv = process.env): RefundsConfig {
  const config = readConfig(RefundsConfig, env);
  if (config.PAYMENT_DIALECT === 'sepa') return config;
  const { OPERATOR_IBAN: iban } = readConfig(OperatorConfig, env);
  const missing = [
    ...(config.CBI_CUC ? [] : ['PAYMENT_DIALECT=cbi needs CBI_CUC']),
    ...(iban && abiOf(iban)
      ? []
      : ['PAYMENT_DIALECT=cbi needs OPERATOR_IBAN to be of an account in Italy or San Marino']),
  ];
  if (missing.length > 0) throw new ConfigError(missing);
  return config;
}
