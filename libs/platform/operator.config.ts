import { IsOptional, IsString, Length, Matches, MaxLength, ValidateBy, type ValidationOptions } from 'class-validator';
import { isIban } from '#libs/italy/iban.js';
import { isPartitaIva } from '#libs/italy/partita-iva.js';
import { capIsIn, isProvince } from '#libs/italy/postal.js';
import { ConfigError, readConfig } from './config.js';

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

/** Who we are, said once for every service. The fiscal identity, as it stands on invoices, has no default: nobody may invoice as somebody else. */
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
  /** The operator's own account; without it no bank file can be made. */
  @IsOptional()
  @proven('iban', isIban, 'OPERATOR_IBAN must be a SEPA IBAN')
  OPERATOR_IBAN?: string;
  @IsOptional() @Matches(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/) OPERATOR_BIC?: string;
  /** Our operator code (COW) in migration codes, as AGCOM gave it: production has no default. */
  @IsOptional() @Matches(/^[A-Z0-9]{3}$/) OPERATOR_CODE?: string;
}

/** Reads the operator's identity: none of it, or a part that is well formed. @throws ConfigError */
export function readOperatorConfig(env: NodeJS.ProcessEnv = process.env): OperatorConfig {
  const config = readConfig(OperatorConfig, env);
  const { OPERATOR_CAP: cap, OPERATOR_PROVINCE: province } = config;
  if (cap && province && !capIsIn(cap, province))
    throw new ConfigError(['OPERATOR_CAP does not lie in OPERATOR_PROVINCE']);
  return config;
}
