/** R2: services and prices are the same, only the holder's identity differs. */
export const HOLDER_KINDS = ['private', 'company'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];
