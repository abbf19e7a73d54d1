import { ComplaintNotAnswered } from '#libs/api/errors/tickets/tickets.errors.js';
import { addDays, romeDate, romeInstant } from '#libs/italy/rome-time.js';
import { formatDay, type Language } from '#libs/italy/formats.js';
import type { TicketState } from '#libs/api/tickets/tickets.js';
import { isEnded } from '../life/ticket.rules.js';

/** A complaint (reclamo, R30): what its ticket carries beside what every ticket has. */
export interface Complaint {
  /** What the customer quotes; one for each complaint. */
  readonly receiptNumber: string;
  readonly receivedAt: Date;
  /** The last calendar day for the written answer, in Rome, is over then. */
  readonly answerDueAt: Date;
  readonly answeredAt?: Date;
  /** When it was found to be late, and people were told. */
  readonly escalatedAt?: Date;
  /** Where the public conciliation is asked for, as the customer was told. */
  readonly conciliationUrl: string;
  /** Where complaints can be written to besides, if the operator has such an address. */
  readonly contact?: string;
}

export interface ComplaintPolicy {
  readonly answerDays: number;
  readonly conciliationUrl: string;
  readonly contact?: string;
}

/** The complaint that a ticket becomes now. Its receipt is the ticket's number with the year it was received in. */
export function received(ticketNumber: string, now: Date, { answerDays, ...addresses }: ComplaintPolicy): Complaint {
  const day = romeDate(now);
  return {
    receiptNumber: `REC-${day.slice(0, 4)}-${ticketNumber.replace(/\D/g, '')}`,
    receivedAt: now,
    answerDueAt: romeInstant(addDays(day, answerDays), '24:00'),
    ...addresses,
  };
}

/** When people are told that no answer was given; undefined once it was, or they were. */
export const escalatesAt = (complaint: Complaint | undefined): Date | undefined =>
  complaint && !complaint.answeredAt && !complaint.escalatedAt ? complaint.answerDueAt : undefined;

/**
 * Follows its ticket: the end of the ticket is the answer, which must have been given in writing; without it the complaint is
 * late, once.
 * @throws ComplaintNotAnswered when it would end without a public answer of staff
 */
export function followed(
  complaint: Complaint,
  { state, answered }: { state: TicketState; answered: boolean },
  now: Date,
): { complaint: Complaint; late: boolean } {
  const due = escalatesAt(complaint);
  const late = due !== undefined && due <= now;
  const marked = late ? { ...complaint, escalatedAt: now } : complaint;
  if (!isEnded(state) || complaint.answeredAt) return { complaint: marked, late };
  if (!answered) throw new ComplaintNotAnswered(complaint.receiptNumber);
  return { complaint: { ...marked, answeredAt: now }, late };
}

/** The last day for the answer. */
export const answerBy = ({ answerDueAt }: Complaint): string => romeDate(new Date(answerDueAt.getTime() - 1));

/**
 * What the customer is told of its right to the public conciliation (AGCOM 203/18/CONS, as published: unverified here; free of
 * charge, and needed before a court is asked).
 */
export function conciliationText(complaint: Complaint, language: Language): string {
  const { conciliationUrl: url, receiptNumber } = complaint;
  const day = formatDay(answerBy(complaint), language);
  return {
    it: `Se la risposta non ti soddisfa, o se non arriva entro il ${day}, puoi chiedere la conciliazione al Co.re.com. della tua regione sulla piattaforma ConciliaWeb dell'AGCOM: è gratuita, non serve un avvocato, e va tentata prima di rivolgersi al giudice. Indica il numero di ricevuta ${receiptNumber}.\n${url}`,
    en: `If the answer does not satisfy you, or none comes by ${day}, you can ask for conciliation at the Co.re.com. of your region on the platform ConciliaWeb of AGCOM: it is free, needs no lawyer, and must be tried before going to court. Quote the receipt number ${receiptNumber}.\n${url}`,
  }[language];
}
