import { addDays, type RomeDate } from './rome-time.js';

/**
 * Days before which customers are told of terms or prices that change to their disadvantage, with the right to leave at no
 * cost (R26; Codice delle comunicazioni elettroniche, art. 98-septies decies).
 */
export const NOTICE_DAYS = 30;

/** The first day on which something may hold that everyone was told of on `toldOn`. */
export const noticeEnds = (toldOn: RomeDate): RomeDate => addDays(toldOn, NOTICE_DAYS);
