import { OperatorIdentityMissing } from '#libs/api/errors/billing/documents.errors.js';
import type { OperatorConfig } from '#libs/platform/operator.config.js';
import type { Operator } from './fattura-pa.format.js';

const REQUIRED = [
  'OPERATOR_VAT_NUMBER',
  'OPERATOR_STREET',
  'OPERATOR_CAP',
  'OPERATOR_CITY',
  'OPERATOR_PROVINCE',
] as const;

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
