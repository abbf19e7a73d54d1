import { adjustmentChanged, latePortIndemnified } from './billing/adjustments.js';
import { detailsCorrected } from './accounts/details.js';
import { contractLapsed, passwordResetAsked } from './accounts/accounts.js';
import { contractCancelled, volturaCompleted, volturaUndone } from './accounts/endings.js';
import { activationCharged } from './billing/billing.js';
import { barredCallsMade } from './billing/call-limits.js';
import { numbersGivenUp, servicesChanged } from './billing/changes.js';
import { priceRiseAnnounced } from './billing/catalogue.js';
import { callsRecorded } from './billing/traffic.js';
import { debtOpened, debtReminder } from './billing/debts.js';
import { creditLeft, creditUnclaimed, handBookingUnproven, paymentFellShort } from './billing/payments.js';
import { refundChanged, refundQuestioned } from './billing/refunds.js';
import { invoiceMoved, invoicesUnanswered, invoiceStillRejected, sdiMessageOdd } from './billing/sdi.js';
import type { MessageDefinition, ServiceName } from './kernel/definition.js';
import { assignmentRefused, numberAssigned } from './numbers/numbers.js';
import { districtRunsLow } from './numbers/inventory.js';
import { lastNumberLeft } from './numbers/lifecycle.js';
import { portInChanged, portInCommented, portInCutOver, portInLate } from './numbers/port-in.js';
import { numberPortedOut, portOutChanged } from './numbers/port-out.js';
import { volturaApproved } from './tickets/voltura.js';

/**
 * Which service handles which message: the one table that queues, their bindings and the AsyncAPI document come from.
 * A service refuses to start when its handlers differ from it.
 */
const SUBSCRIPTIONS: Record<ServiceName, readonly MessageDefinition<any>[]> = {
  accounts: [
    priceRiseAnnounced,
    passwordResetAsked,
    activationCharged,
    numberAssigned,
    assignmentRefused,
    lastNumberLeft,
    volturaApproved,
    debtOpened,
    debtReminder,
    paymentFellShort,
    creditLeft,
    refundChanged,
    adjustmentChanged,
    latePortIndemnified,
    invoiceMoved,
    portInChanged,
    portInCommented,
    portOutChanged,
    numberPortedOut,
  ],
  numbers: [activationCharged, servicesChanged, numbersGivenUp],
  billing: [
    detailsCorrected,
    activationCharged,
    servicesChanged,
    callsRecorded,
    portInCutOver,
    portInLate,
    numberPortedOut,
  ],
  tickets: [
    handBookingUnproven,
    creditUnclaimed,
    refundChanged,
    barredCallsMade,
    refundQuestioned,
    adjustmentChanged,
    invoiceMoved,
    invoiceStillRejected,
    invoicesUnanswered,
    sdiMessageOdd,
    portInChanged,
    portInCommented,
    assignmentRefused,
    districtRunsLow,
    volturaCompleted,
    volturaUndone,
    contractCancelled,
    contractLapsed,
  ],
};

export const subscriptionsOf = (service: ServiceName): readonly MessageDefinition<any>[] => SUBSCRIPTIONS[service];

/** Each message and the services that receive it. */
export function receiversOf(): ReadonlyMap<string, readonly ServiceName[]> {
  const receivers = new Map<string, ServiceName[]>();
  for (const [service, definitions] of Object.entries(SUBSCRIPTIONS) as [ServiceName, readonly MessageDefinition[]][]) {
    for (const { name } of definitions) receivers.set(name, [...(receivers.get(name) ?? []), service]);
  }
  return receivers;
}
