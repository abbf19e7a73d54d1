import type { SagaView } from '#libs/contracts/accounts-staff.js';
import { STUCK_AFTER_ATTEMPTS } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';

/** A saga as staff see it. */
export const viewOf = (saga: SagaRow): SagaView => ({
  id: saga._id,
  kind: saga.kind,
  state: saga.state,
  step: saga.stepName,
  contractId: (saga.data as { contractId?: string }).contractId ?? saga._id,
  failure: saga.failure,
  error: saga.error && { ...saga.error },
  stuck: saga.attempts >= STUCK_AFTER_ATTEMPTS,
  wakesAt: saga.wakeAt?.toISOString(),
  createdAt: saga.createdAt.toISOString(),
  history: saga.history.map(({ step, what, at }) => ({ step, what, at: at.toISOString() })),
});
