import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import type { RefundBatch, RefundView } from '#libs/api/billing/refunds.js';
import type { Refund, RefundBatchRow } from './refund.schema.js';

const VISIBLE_OF_IBAN = 4;
const masked = (iban: string): string => `${'•'.repeat(iban.length - VISIBLE_OF_IBAN)}${iban.slice(-VISIBLE_OF_IBAN)}`;

/** A refund as this caller may see it: customers are told who approved it by role, and their IBAN by its end. */
export function refundView(refund: Refund, actor: Actor): RefundView {
  const {
    _id: id,
    contractId,
    customerId,
    contractNumber,
    amountCents,
    state,
    holderName,
    iban,
    issue,
    endToEndId,
    batchId,
    rejectionReason,
    bankStatus,
    question,
    approvals,
    openedAt,
    executedAt,
  } = refund;
  const staff = isStaff(actor);
  return {
    id,
    contractId,
    customerId,
    contractNumber,
    amountCents,
    state,
    holderName,
    ...(iban ? { iban: staff ? iban : masked(iban) } : {}),
    issue,
    endToEndId,
    ...(staff && batchId ? { batchId } : {}),
    ...(staff && state === 'exported' && bankStatus ? { bankStatus } : {}),
    ...(staff && state === 'exported' && question?.issue === issue ? { question: question.code } : {}),
    ...(state === 'rejected' ? { rejectionReason } : {}),
    approvals: approvals.map(({ by, at }) => ({ by: staff ? by : 'staff', at: at.toISOString() })),
    openedAt: openedAt.toISOString(),
    executedAt: executedAt?.toISOString(),
  };
}

export const batchView = ({
  _id: batchId,
  messageId,
  createdAt,
  createdBy,
  transfers,
  totalCents,
}: Omit<RefundBatchRow, 'xml'>): RefundBatch => ({
  batchId,
  messageId,
  createdAt: createdAt.toISOString(),
  createdBy,
  transfers,
  totalCents,
});
