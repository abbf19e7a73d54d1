import { emailKey } from '#libs/italy/text.rules.js';

/** The form in which addresses are stored and written to: compatibility forms undone (NFKC), in lower case. */
export const normalisedEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase();

/** Finds the user whose address it is, compared by its key; users of before keys have none, and are found as they wrote it too. */
export const byEmail = (email: string): { $or: [{ emailKey: string }, { email: { $in: string[] } }] } => ({
  $or: [
    { emailKey: emailKey(email) },
    { email: { $in: [...new Set([emailKey(email), normalisedEmail(email), email.trim().toLowerCase()])] } },
  ],
});
