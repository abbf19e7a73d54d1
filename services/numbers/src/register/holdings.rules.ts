/** An entry of the register, as far as it says who held a number when. */
export interface HoldingEntry {
  readonly kind: 'opened' | 'closed';
  readonly identityId: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly effectiveAt: Date;
}
export interface Period {
  readonly identityId: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly from: Date;
  /** Absent while it is held; the instant itself is the next holder's. */
  readonly to?: Date;
}

/** Who held a number from when to when, oldest first, of its entries in order. */
export function periodsOf(entries: readonly HoldingEntry[]): Period[] {
  const periods: Period[] = [];
  for (const { kind, identityId, contractId, customerId, effectiveAt } of entries) {
    if (kind === 'opened') periods.push({ identityId, contractId, customerId, from: effectiveAt });
    else periods[periods.length - 1] = { ...periods.at(-1)!, to: effectiveAt };
  }
  return periods;
}

/** Whoever held it at an instant: from included, to excluded, so that at most one did. */
export function heldAt(periods: readonly Period[], instant: Date): Period | undefined {
  return periods.find(({ from, to }) => from <= instant && (to === undefined || instant < to));
}
