/** A transfer, as banks' apps read it. */
export interface EpcTransfer {
  readonly iban: string;
  readonly beneficiary: string;
  /** RF creditor reference (ISO 11649). */
  readonly paymentReference: string;
  readonly amountCents: number;
}

const MOST_NAME = 70;

/**
 * What the QR code of a SEPA transfer holds (EPC069-12, version 002): service tag, version, UTF-8, identification, BIC (not needed
 * within the EEA), name, account, amount, purpose, structured reference.
 */
export const epcText = ({ iban, beneficiary, paymentReference, amountCents }: EpcTransfer): string =>
  [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    beneficiary.slice(0, MOST_NAME),
    iban.replace(/\s/g, ''),
    `EUR${(amountCents / 100).toFixed(2)}`,
    '',
    paymentReference,
  ].join('\n');
