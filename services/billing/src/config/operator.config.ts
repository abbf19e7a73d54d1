import { IsOptional, IsString, Length, Matches, MaxLength, ValidateBy, type ValidationOptions } from 'class-validator';
import { OperatorIdentityMissing } from '#libs/api/billing/documents.errors.js';
import { isPartitaIva } from '#libs/italy/partita-iva.js';
import { capIsIn, isProvince } from '#libs/italy/postal.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import type { Operator } from '../documents/invoices/fattura-pa.format.js';

const proven = (
  name: string,
  accept: (value: string) => boolean,
  message: string,
  options: ValidationOptions = {},
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: { validate: (value) => typeof value === 'string' && accept(value), defaultMessage: () => message },
    },
    options,
  );

/** The operator's fiscal identity, as it stands on every invoice. It has no default: nobody may invoice as somebody else. */
export class OperatorConfig {
  @IsString() @MaxLength(70) OPERATOR_NAME = 'OpenVOIP S.r.l.';
  @IsOptional()
  @proven('partita-iva', isPartitaIva, 'OPERATOR_VAT_NUMBER must be a partita IVA')
  OPERATOR_VAT_NUMBER?: string;
  @IsOptional() @Length(3, 60) OPERATOR_STREET?: string;
  @IsOptional() @Matches(/^\d{5}$/) OPERATOR_CAP?: string;
  @IsOptional() @Length(2, 60) OPERATOR_CITY?: string;
  @IsOptional()
  @proven('province', isProvince, 'OPERATOR_PROVINCE must be the code of an Italian province')
  OPERATOR_PROVINCE?: string;
  /** RegimeFiscale: RF01 is the ordinary one. */
  @Matches(/^RF(0[1-9]|1\d|20)$/) OPERATOR_TAX_REGIME = 'RF01';
  /** Province of the office and number in the companies' register, e.g. `MI-1234567`. */
  @IsOptional() @Matches(/^[A-Z]{2}-\d{1,19}$/) OPERATOR_REA?: string;
}

const REQUIRED = [
  'OPERATOR_VAT_NUMBER',
  'OPERATOR_STREET',
  'OPERATOR_CAP',
  'OPERATOR_CITY',
  'OPERATOR_PROVINCE',
] as const;

/** Reads the operator's identity: none of it, or a part that is well formed. @throws ConfigError */
export function readOperatorConfig(env: NodeJS.ProcessEnv = process.env): OperatorConfig {
  const config = readConfig(OperatorConfig, env);
  const { OPERATOR_CAP: cap, OPERATOR_PROVINCE: province } = config;
  if (cap && province && !capIsIn(cap, province))
    throw new ConfigError(['OPERATOR_CAP does not lie in OPERATOR_PROVINCE']);
  return config;
}

/** Who issues invoices. @throws OperatorIdentityMissing naming what is not set */
export function operatorOf(config: OperatorConfig): Operator {
  const missing = REQUIRED.filter((name) => config[name] === undefined);
  if (missing.length > 0) throw new OperatorIdentityMissing(missing);
  const [office, number] = config.OPERATOR_REA?.split('-') ?? [];
  return {
    name: config.OPERATOR_NAME,
    vatNumber: config.OPERATOR_VAT_NUMBER!,
    taxRegime: config.OPERATOR_TAX_REGIME,
    address: {
      street: config.OPERATOR_STREET!,
      cap: config.OPERATOR_CAP!,
      city: config.OPERATOR_CITY!,
      province: config.OPERATOR_PROVINCE!,
    },
    ...(office && number ? { rea: { office, number } } : {}),
  };
}
