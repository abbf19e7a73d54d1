/** Short numbers that must always be reached, at no charge (2002/22/EC art. 26; D.Lgs. 207/2021; Piano di numerazione nazionale, AGCOM del. 8/15/CIR). */
const EMERGENCY = ['112', '113', '114', '115', '117', '118', '1530', '1522', '116000', '116117'] as const;
const emergencies: ReadonlySet<string> = new Set(EMERGENCY);

/** Whether the number is one of those: it is never charged nor refused. */
export const isEmergency = (number: string): boolean => emergencies.has(number);

/**
 * A called number: `+`, country code and number, or a short number that is known. National and other spellings are none:
 * 335 1234567 without `+39` would read as a number in France.
 */
export const DIALLED = new RegExp(`^(?:\\+[1-9]\\d{6,14}|${EMERGENCY.join('|')})$`);
/** Whether the text is a called number and nothing else. */
export const isDialled = (number: string): boolean => DIALLED.test(number);
