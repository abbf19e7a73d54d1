/** The form in which addresses are stored and compared. */
export const normalisedEmail = (email: string): string => email.trim().toLowerCase();
