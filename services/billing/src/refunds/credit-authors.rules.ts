/** Credit that a person of the staff booked, as far as it decides who may pay it out. */
export interface BookedCredit {
  readonly key: string;
  readonly cents: number;
  /** Who booked it. */
  readonly by: string;
  /** Who asked for it, where that was somebody else: two people answer for it. */
  readonly askedBy?: string;
  /** Who loaded the bank's statement that shows the same money; empty where a job did. */
  readonly shownBy?: string;
}

/** Who told that a transfer was refused, or came back: on that word the same money goes out again. */
export const toldItCameBack = (history: readonly { readonly by: string; readonly what: string }[]): Set<string> =>
  new Set(history.filter(({ what }) => what === 'rejected' || what === 'came-back').map(({ by }) => by));

/**
 * The people whose word alone stands for credit of a contract: nobody among them approves its refund, so that no one person invents
 * credit and pays it out. A booking up to the four-eyes limit is proven by a line of the bank's statement that somebody else loaded;
 * above it, nothing but a second person does.
 */
export function soleAuthors(booked: readonly BookedCredit[], fourEyesAboveCents: number): Set<string> {
  const alone = booked.filter(
    ({ by, askedBy = by, cents, shownBy = by }) => askedBy === by && (shownBy === by || cents > fourEyesAboveCents),
  );
  return new Set(alone.map(({ by }) => by));
}
