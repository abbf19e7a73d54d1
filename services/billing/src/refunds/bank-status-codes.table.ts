import type { BankStatus } from './refunds.rules.js';

/**
 * ISO 20022 ExternalPaymentTransactionStatus1Code and ExternalPaymentGroupStatus1Code, by what they say of money: settled with the
 * creditor's bank or on its account; refused; and all that lies between and tells nothing final. ACSP (settlement in process) is
 * never news of money that went or came back.
 */
const MEANING: Readonly<Record<BankStatus, readonly string[]>> = {
  executed: ['ACSC', 'ACCC'],
  rejected: ['RJCT', 'CANC'],
  accepted: [
    'ACTC',
    'ACCP',
    'ACSP',
    'ACWC',
    'ACWP',
    'ACFC',
    'ACFW',
    'ACIS',
    'ACPD',
    'CPUC',
    'PATC',
    'PDNG',
    'PRES',
    'RCVD',
    'PART',
    'RCVC',
    'RVNA',
    'RVNC',
    'RVCM',
    'RCVM',
  ],
  // The verification of the payee found another name, or one that is only close; or the bank blocks the transfer.
  questioned: ['RVNM', 'RVMC', 'BLCK'],
  returned: [],
};

/** What a CSV may say in words. */
const WORDS: Readonly<Record<string, BankStatus>> = {
  EXECUTED: 'executed',
  REJECTED: 'rejected',
  ACCEPTED: 'accepted',
};

const BY_CODE = new Map<string, BankStatus>([
  ...Object.entries(MEANING).flatMap(([status, codes]) => codes.map((code) => [code, status as BankStatus] as const)),
  ...Object.entries(WORDS),
]);

/** What a bank's code means; undefined where nobody knows it. */
export const meaningOf = (code: string): BankStatus | undefined => BY_CODE.get(code.trim().toUpperCase());
