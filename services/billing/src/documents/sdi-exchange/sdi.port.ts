/** What became of the files of one round. */
export interface Received {
  readonly taken: number;
  readonly odd: number;
}

/** The way to SdI (Sistema di Interscambio), mostly through an intermediary. */
export interface SdiExchange {
  /** Hands an invoice over under its file name; the same again changes nothing. Rejects when it could not, and is asked again later. */
  send(fileName: string, xml: string): Promise<void>;
  /**
   * Gives each file that has come to `take`, which answers whether staff must look at it, or that it is to come again in the next
   * round. Everything may come again after a crash: `take` knows what it has taken before.
   */
  receive(take: (fileName: string, content: Buffer) => Promise<'taken' | 'odd' | 'later'>): Promise<Received>;
}
export const SDI = Symbol('sdi');
