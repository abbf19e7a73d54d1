import { NotInHoldersName } from '#libs/api/errors/accounts/endings.errors.js';
import { ApproverTooNew, OwnCredit, SecondPersonNeeded } from '#libs/api/errors/billing/credit.errors.js';
import {
  AlreadyAssigned,
  TransferNotAssignable,
  UnreadableStatement,
} from '#libs/api/errors/billing/payments.errors.js';
import {
  NothingToExport,
  NothingToRefund,
  OperatorIbanMissing,
  RefundIbanChanged,
  RefundNotReady,
  UnreadableBankFile,
} from '#libs/api/errors/billing/refunds.errors.js';
import { BILLING, CUSTOMER, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { Iban } from '../kernel/codes.js';
import { NotFound } from '../kernel/domain-error.js';
import { Cents, Count, Flag, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { OfContract, PageQuery } from '../kernel/shared.js';

export const REFUND_VIEW_STATES = [
  'awaiting_iban',
  'requested',
  'approved',
  'exported',
  'executed',
  'rejected',
] as const;
/** A statement or a status file of a bank, as text. */
const BANK_FILE = { max: 8_000_000 };

export class RefundApproval {
  @Text() by!: string;
  @Instant() at!: string;
}
/** Residual credit on its way back to the customer by bank transfer (R13). */
export class RefundView {
  @Id() id!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Cents() amountCents!: number;
  @OneOf(REFUND_VIEW_STATES, {
    description: 'awaiting_iban: say where to; rejected: the bank gave it back, correct the IBAN',
  })
  state!: string;
  @Text({ description: 'Whose account it must be' }) holderName!: string;
  @Text({ optional: true, description: 'Customers see its last four characters' }) iban?: string;
  @Count({ description: '1 for the first transfer; grows with every corrected IBAN' }) issue!: number;
  @Text({ optional: true, max: 35 }) endToEndId?: string;
  @Text({ optional: true, description: 'The bank file that it went out with' }) batchId?: string;
  @Text({ optional: true, description: 'The bank’s reason code of the last rejection, e.g. AC01: wrong account' })
  rejectionReason?: string;
  @Text({ optional: true, max: 35, description: 'Staff: the bank’s last code of a transfer on its way, e.g. ACSP' })
  bankStatus?: string;
  @Text({
    optional: true,
    max: 35,
    description:
      'Staff: the bank doubts this transfer: RVNM, RVMC: the payee has another name, or nearly; BLCK: it is blocked',
  })
  question?: string;
  @Many(() => RefundApproval) approvals!: RefundApproval[];
  @Instant() openedAt!: string;
  @Instant({ optional: true }) executedAt?: string;
}
export class ListRefunds extends PageQuery {
  @Id({ optional: true }) contractId?: string;
  @OneOf(REFUND_VIEW_STATES, { optional: true }) state?: string;
}
export class RefundPage {
  @Many(() => RefundView) items!: RefundView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfRefund {
  @Id({ description: 'The refund' }) refundId!: string;
}
export class SetRefundIban extends OfRefund {
  @Iban({ example: 'IT60X0542811101000000123456' }) iban!: string;
  @Text({ max: 140, description: 'Whose account it is: the holder of the contract' }) accountHolder!: string;
}
export class ApproveRefund extends OfRefund {
  @Iban({
    example: 'IT60X0542811101000000123456',
    description:
      'The IBAN that was reviewed; where the refund has another by now, it is refused with `refund_iban_changed`',
  })
  iban!: string;
}
export class OpenRefund extends OfContract {
  @Iban({ optional: true }) iban?: string;
  @Text({ optional: true, max: 140 }) accountHolder?: string;
}

/** Transfers handed to the bank in one file. */
export class RefundBatch {
  @Id() batchId!: string;
  @Text({ max: 35, description: 'MsgId: the bank takes a file with it once' }) messageId!: string;
  @Instant() createdAt!: string;
  @Text() createdBy!: string;
  @Count() transfers!: number;
  @Cents() totalCents!: number;
}
export class RefundBatchFile extends RefundBatch {
  @Text({ max: 16_000_000, description: 'pain.001.001.09, or CBIPaymentRequest where the bank takes that' })
  xml!: string;
}
export class RefundBatchPage {
  @Many(() => RefundBatch) items!: RefundBatch[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfRefundBatch {
  @Id({ description: 'The bank file' }) batchId!: string;
}

export class BankFile {
  @Text({ ...BANK_FILE, verbatim: true, description: 'The file’s content' }) content!: string;
}
export const STATUS_OUTCOMES = ['executed', 'rejected', 'returned', 'noted', 'already', 'conflict', 'unknown'] as const;
export class BankStatusRow {
  @Text({ optional: true, max: 140, description: 'EndToEndId, as the bank gave it' }) endToEndId?: string;
  @Text({
    optional: true,
    max: 140,
    description: 'MsgId of the file that the row is about, where it names no transfer',
  })
  messageId?: string;
  @Id({ optional: true }) refundId?: string;
  @OneOf(STATUS_OUTCOMES, {
    description:
      'conflict: contradicts what is known; unknown: none of ours, or not understood, see `problem`. Nothing was changed by either: look into it',
  })
  outcome!: string;
  @Text({ optional: true, max: 35, description: 'The bank’s code, e.g. RVNM' }) code?: string;
  @Text({ optional: true, description: 'The bank’s reason code' }) reason?: string;
  @Text({ optional: true, max: 300, description: 'Why the row could not be taken; the others were' }) problem?: string;
}
export class BankStatusImport {
  @Many(() => BankStatusRow, { max: 100_000 }) rows!: BankStatusRow[];
}

/** Why staff must look at money that a statement told of. */
export const UNMATCHED_REASONS = [
  'no_contract',
  'several_contracts',
  'booked_by_hand',
  'maybe_repeated',
  'reference_used_again',
  'net_of_charges',
  'parts_do_not_add_up',
  'no_amounts',
  'other_currency',
  'amount_not_positive',
  'amount_unreadable',
  'no_date',
  'no_account',
  'direction_unknown',
  'credit_taken_back',
  'names_a_refund',
  'returned_not_ours',
  'return_in_conflict',
] as const;
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number];
const REASON_DESCRIPTION =
  'no_contract, several_contracts: by what the payer wrote; booked_by_hand: staff booked something by its name that it is not, or not evidently; ' +
  'maybe_repeated: may be another line told again, see `like`; reference_used_again: the bank used it for other money before; net_of_charges, parts_do_not_add_up, no_amounts: an entry of many transactions that cannot be told apart; ' +
  'credit_taken_back: the bank reversed a credit; names_a_refund, returned_not_ours, return_in_conflict: a transfer that came back, which no refund of ours explains';
export class ImportedTransfer {
  @Text({ max: 140 }) bankReference!: string;
  @Cents() amountCents!: number;
  @OneOf(['booked', 'already', 'unmatched', 'returned', 'dismissed'], {
    description:
      'unmatched: waits in the list for a hand; returned: a refund that came back; dismissed: staff said that it is no money of a contract',
  })
  outcome!: string;
  @Id({ optional: true }) contractId?: string;
  @Id({ optional: true, description: 'The refund that came back' }) refundId?: string;
  @OneOf(UNMATCHED_REASONS, { optional: true, description: REASON_DESCRIPTION }) reason?: string;
}
export class StatementImport {
  @Many(() => ImportedTransfer, { max: 100_000 }) transfers!: ImportedTransfer[];
  @Count({ description: 'Entries of the statement that are no money in' }) others!: number;
}
/** Money of a statement that nobody but staff can say what it is. */
export class UnmatchedTransfer {
  @Id() id!: string;
  @Text({ max: 140 }) bankReference!: string;
  @Cents({ description: 'In cents of its currency; 0 where it cannot be read, negative where it was taken back' })
  amountCents!: number;
  @Text({ max: 3, description: 'ISO 4217' }) currency!: string;
  @RomeDay() bookedOn!: string;
  @OneOf(UNMATCHED_REASONS, { description: REASON_DESCRIPTION }) reason!: string;
  @Text({ optional: true, max: 140, description: 'The bank reference of what it may be told again' }) like?: string;
  @Text({ optional: true, max: 140 }) debtorName?: string;
  @Text({ optional: true, max: 40 }) debtorIban?: string;
  @Text({ min: 0, max: 2000, description: 'What the payer wrote' }) text!: string;
  @Flag() assigned!: boolean;
  @Id({ optional: true }) contractId?: string;
  @Text({ optional: true, description: 'Who assigned it' }) assignedBy?: string;
  @Flag({ description: 'Staff said that it is no money of a contract' }) dismissed!: boolean;
  @Text({ optional: true, max: 500, description: 'Why it was dismissed' }) dismissal?: string;
  @Text({ optional: true, description: 'Who dismissed it' }) dismissedBy?: string;
  @Instant({ optional: true }) dismissedAt?: string;
}
export class ListUnmatched extends PageQuery {
  @Flag({ optional: true, description: 'Those already assigned, instead of those that wait' }) assigned?: boolean;
  @Flag({ optional: true, description: 'Those that were dismissed, instead of those that wait' }) dismissed?: boolean;
}
export class UnmatchedPage {
  @Many(() => UnmatchedTransfer) items!: UnmatchedTransfer[];
  @Text({ optional: true }) nextCursor?: string;
}
export class AssignTransfer {
  @Id({ description: 'The unmatched transfer' }) transferId!: string;
  @Id({ description: 'The contract it is for' }) contractId!: string;
}
export class DismissTransfer {
  @Id({ description: 'The unmatched transfer' }) transferId!: string;
  @Text({ min: 3, max: 500, description: 'Why it is no money of a contract; kept with who said so' }) reason!: string;
}

export class RefundChanged {
  @Id() refundId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @OneOf(REFUND_VIEW_STATES) state!: string;
  @Cents() amountCents!: number;
  @Text({ optional: true }) rejectionReason?: string;
  @Instant() at!: string;
}

export class RefundQuestioned {
  @Id() refundId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text({ max: 35 }) endToEndId!: string;
  @Text({ max: 35, description: 'ISO 20022 status code: RVNM, RVMC, BLCK' }) code!: string;
  @Text({ optional: true, max: 35 }) reason?: string;
  @Instant() at!: string;
}

export const billingRefundsRpc = {
  /** Customers see their own, staff all; newest first. */
  listRefunds: rpc('billing.refund.list', ListRefunds, RefundPage, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
  getRefund: rpc('billing.refund.get', OfRefund, RefundView, {
    callers: [...CUSTOMER, ...BILLING],
    errors: [NotFound],
  }),
  /** Refunds the credit that is left on an account that has ended; nothing left is refused with `nothing_to_refund`. */
  openRefund: rpc('billing.refund.open', OpenRefund, RefundView, {
    callers: CUSTOMER,
    key: true,
    errors: [NotFound, NotInHoldersName, NothingToRefund],
  }),
  /** Says or corrects where to. A rejected refund is issued again, after approval. */
  setRefundIban: rpc('billing.refund.set-iban', SetRefundIban, RefundView, {
    callers: [...CUSTOMER, ...BILLING],
    key: true,
    errors: [NotFound, NotInHoldersName, RefundNotReady],
  }),
  /** Staff; above the four-eyes threshold two people must. It is for the IBAN that they saw: `refund_iban_changed` where that has changed. */
  approveRefund: rpc('billing.refund.approve', ApproveRefund, RefundView, {
    callers: BILLING,
    key: true,
    errors: [ApproverTooNew, NotFound, OwnCredit, RefundIbanChanged, RefundNotReady, SecondPersonNeeded],
  }),
  /** Staff: every approved refund goes into one bank file, valid against its schema; refused with `nothing_to_export`. */
  exportRefunds: rpc('billing.refund.export', PageQuery, RefundBatchFile, {
    callers: BILLING,
    key: true,
    deadlineMs: 25_000,
    errors: [NothingToExport, OperatorIbanMissing],
  }),
  listRefundBatches: rpc('billing.refund.batch.list', PageQuery, RefundBatchPage, { callers: BILLING }),
  /** The same file again: never new transfers. */
  getRefundBatch: rpc('billing.refund.batch.get', OfRefundBatch, RefundBatchFile, {
    callers: BILLING,
    errors: [NotFound],
  }),
  /** Staff: pain.002 or CSV; however often a file is loaded, each report counts once. */
  importBankStatus: rpc('billing.refund.import-status', BankFile, BankStatusImport, {
    callers: BILLING,
    key: true,
    deadlineMs: 25_000,
    errors: [NotFound, UnreadableBankFile],
  }),
  /** Staff: a CAMT statement, report or notification; each transfer is credited once however often it is told. */
  importStatement: rpc('billing.transfer.import', BankFile, StatementImport, {
    callers: BILLING,
    key: true,
    deadlineMs: 25_000,
    errors: [NotFound, UnreadableStatement],
  }),
  listUnmatched: rpc('billing.transfer.unmatched', ListUnmatched, UnmatchedPage, { callers: BILLING }),
  assignTransfer: rpc('billing.transfer.assign', AssignTransfer, UnmatchedTransfer, {
    callers: BILLING,
    errors: [AlreadyAssigned, NotFound, TransferNotAssignable],
  }),
  /** Staff: it is no money of a contract, for a reason that is kept. One that was assigned is refused with `transfer_assigned`. */
  dismissTransfer: rpc('billing.transfer.dismiss', DismissTransfer, UnmatchedTransfer, {
    callers: BILLING,
    key: true,
    errors: [AlreadyAssigned, NotFound],
  }),
} as const;

export const refundChanged = event(
  'billing.refund.changed.v1',
  RefundChanged,
  'A refund moved on: opened, approved, exported, executed or rejected.',
);
export const refundQuestioned = event(
  'billing.refund.questioned.v1',
  RefundQuestioned,
  'The bank doubts a transfer of a refund that it was given: its payee has another name, or it is blocked.',
);
