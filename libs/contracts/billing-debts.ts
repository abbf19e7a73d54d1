import { event } from './definition.js';
import { Cents, Count, Id, Instant, Text } from './fields.js';

export class DebtOpened {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents({ description: 'What is owed' }) debtCents!: number;
  @Text({ description: 'RF creditor reference to pay it with' }) paymentReference!: string;
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
  @Count({ description: 'Which reminder this is: 1, 2, …' }) reminder!: number;
}

export const debtOpened = event('billing.debt.opened.v1', DebtOpened, 'Credit went below zero (R7): the customer is told what to pay and how.');
export const debtSettled = event('billing.debt.settled.v1', DebtSettled, 'A debt is paid: credit is at zero or above.');
export const debtReminder = event('billing.debt.reminder.v1', DebtReminder, 'A debt is still open after some days, by the reminder schedule.');
