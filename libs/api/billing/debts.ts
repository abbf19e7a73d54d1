import { BILLING } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { Cents, Count, Id, Instant, Many, Text } from '../kernel/fields.js';
import { PayByField, type PayBy } from './payment-ways.js';
import { PageQuery } from '../kernel/shared.js';

export class DebtOpened {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents({ description: 'What is to be paid, with VAT' }) debtCents!: number;
  @Text({ description: 'RF creditor reference to pay it with' }) paymentReference!: string;
  @PayByField() payBy?: PayBy;
  @Instant() since!: string;
}
export class DebtSettled {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents({ description: 'Credit now' }) balanceCents!: number;
  @Instant() at!: string;
}
export class DebtReminder extends DebtOpened {
  @Count({ description: 'Days since the debt began' }) days!: number;
  @Count({ description: 'Which reminder this is: 1, 2, …; 0 when another month made the debt grow' }) reminder!: number;
}

export class ListDebts extends PageQuery {
  @Count({ optional: true, max: 36_500, description: 'Only debts at least so many days old' }) minDays?: number;
}
export class DebtView {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Text() holderName!: string;
  @Cents({ description: 'What is to be paid, with VAT' }) debtCents!: number;
  @Text() paymentReference!: string;
  @Instant() since!: string;
  @Count({ description: 'Whole days since it began' }) days!: number;
  @Text({ description: 'State of the account: active, closed' }) state!: string;
  @Instant({ optional: true, description: 'Since when outgoing calls are suspended' }) suspendedAt?: string;
}
/** Debts of one age. */
export class DebtAge {
  @Text({ description: 'Days: 0-30, 31-60, 61-90, 91+' }) days!: string;
  @Count() contracts!: number;
  @Cents() debtCents!: number;
}
export class DebtPage {
  @Many(() => DebtView) items!: DebtView[];
  @Many(() => DebtAge, { description: 'All debts by age, whatever the page' }) ageing!: DebtAge[];
  @Text({ optional: true }) nextCursor?: string;
}

export const billingDebtsRpc = {
  /** Debts, the oldest first, for staff. */
  list: rpc('billing.debt.list', ListDebts, DebtPage, { callers: BILLING }),
} as const;

export const debtOpened = event(
  'billing.debt.opened.v1',
  DebtOpened,
  'Credit went below zero (R7): the customer is told what to pay and how.',
);
export const debtSettled = event('billing.debt.settled.v1', DebtSettled, 'A debt is paid: credit is at zero or above.');
export const debtReminder = event(
  'billing.debt.reminder.v1',
  DebtReminder,
  'A debt is still open after some days, by the reminder schedule, or grew with another month.',
);
