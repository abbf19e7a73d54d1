import type { PortInReason } from '#libs/api/numbers/port-in.js';
import { type Text } from '#libs/api/kernel/domain-error.js';
import { CutOverDayNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { addWorkingDays, isWorkingDay } from '#libs/italy/working-time.js';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';

/** R5: a contract is active while a number is its own, one that is about to leave included. */
export const ACTIVE_NUMBERS = ['assigned', 'porting_out'] as const;

/** What a donor operator is told of an order. */
export type PortInNotice = 'port_in_request' | 'port_in_move' | 'port_in_cancel';

/**
 * What the donor is to be told after an action: `untold` is what it has not been told yet, `asked` whether it has the order
 * in hand. An order that ends before it was told of is not told of at all.
 */
export function noticeAfter(
  action: string,
  asked: boolean,
  untold: PortInNotice | undefined,
): PortInNotice | undefined {
  if (action === 'submit') return 'port_in_request';
  if (action === 'move') return 'port_in_move';
  if (action === 'cancel' || action === 'expire')
    return asked && untold !== 'port_in_request' ? 'port_in_cancel' : undefined;
  return undefined;
}

/** The first day on which numbers may come, so many working days after today in Rome. */
export const earliestCutOver = (now: Date, workingDays: number): RomeDate => addWorkingDays(romeDate(now), workingDays);

/** @throws CutOverDayNotPossible unless the day is a working day, not before the earliest. */
export function assertCutOverDay(day: RomeDate, now: Date, workingDays: number): void {
  const earliest = earliestCutOver(now, workingDays);
  if (!isWorkingDay(day) || day < earliest) throw new CutOverDayNotPossible(day, earliest);
}

/** What the customer does about a rejection. */
export const WHAT_TO_DO: Readonly<Record<PortInReason, Text>> = {
  migration_code_wrong: {
    it: "Controlla il codice di migrazione sull'ultima bolletta, correggilo e invia di nuovo la richiesta.",
    en: 'Check the migration code on the last bill, correct it and submit again.',
  },
  holder_mismatch: {
    it: "I dati dell'intestatario non corrispondono a quelli dell'operatore attuale: correggili e invia di nuovo la richiesta.",
    en: 'The holder is not the one the current operator knows: correct it and submit again.',
  },
  number_not_active: {
    it: "Il numero non è attivo presso l'operatore attuale: chiedi all'operatore di riattivarlo prima di ripetere la richiesta.",
    en: 'The number is not active at the current operator: have it reactivated before submitting again.',
  },
  number_not_of_donor: {
    it: "Il numero non è dell'operatore indicato: correggi l'operatore attuale.",
    en: 'The number is not of the operator you named: correct the current operator.',
  },
  documents_missing: {
    it: 'I documenti sono incompleti o illeggibili: caricali di nuovo e invia la richiesta.',
    en: 'The documents are incomplete or not legible: upload them again and submit.',
  },
  port_in_progress: {
    it: "È già in corso un'altra portabilità dello stesso numero: aspetta che finisca o annullala.",
    en: 'Another port of the same number is under way: wait for its end or cancel it.',
  },
  technical: {
    it: "L'operatore attuale segnala un impedimento tecnico: riprova tra qualche giorno o apri un ticket.",
    en: 'The current operator reports a technical obstacle: try again in some days or open a ticket.',
  },
};
