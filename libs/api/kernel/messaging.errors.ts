import { text, whole } from './details.js';
import { domainError, knownErrors } from './domain-error.js';

/** What was asked for, or its answer, is more than one message carries. */
export class MessageTooLarge extends domainError({
  code: 'message_too_large',
  status: 413,
  text: {
    it: 'I dati superano la dimensione massima: dividili in parti più piccole e riprova.',
    en: 'The data is larger than what can be taken at once: split it into smaller parts and try again.',
  },
  todo: { it: 'Dividi i dati in più richieste.', en: 'Split the data into several requests.' },
  details: {
    bytes: whole('How many it is', 20_000_000),
    maximumBytes: whole('How many it may be', 16_000_000),
  },
}) {}

/** The service has no such RPC: one of the two is of another version. */
export class UnknownRpc extends domainError({
  code: 'unknown_rpc',
  status: 501,
  text: { it: 'Si è verificato un errore. Riprova più tardi.', en: 'Something went wrong. Please try again later.' },
  todo: {
    it: 'È in corso un aggiornamento: riprova più tardi.',
    en: 'An update is under way: try again later.',
  },
}) {}

/** Staff stopped it; the reason is in its history. */
export class StoppedByStaff extends domainError({
  code: 'stopped_by_staff',
  status: 409,
  text: { it: "L'operazione è stata annullata dall'assistenza.", en: 'The operation was stopped by staff.' },
  todo: { it: 'Chiedi all’assistenza perché, poi ripetila.', en: 'Ask support why, then do it again.' },
}) {}

/** It has come to its end. */
export class NothingToUndo extends domainError({
  code: 'saga_ended',
  status: 409,
  text: { it: "L'operazione è già conclusa.", en: 'The operation has ended already.' },
  todo: { it: 'Non c’è nulla da annullare: rileggila.', en: 'There is nothing to undo: read it again.' },
  details: { state: text('How it ended', 'completed') },
}) {
  constructor(state: string) {
    super({ state });
  }
}

/** Production runs on real time alone. */
export class ClockFixed extends domainError({
  code: 'clock_fixed',
  status: 409,
  text: { it: 'In produzione l’orologio non si può spostare.', en: 'In production the clock cannot be moved.' },
  todo: { it: 'Usa un ambiente dimostrativo o di prova.', en: 'Use a demo or a test environment.' },
}) {}

knownErrors(MessageTooLarge, UnknownRpc, StoppedByStaff, NothingToUndo, ClockFixed);
