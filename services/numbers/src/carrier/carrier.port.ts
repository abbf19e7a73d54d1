/** What we tell other operators. */
export const OUTGOING_KINDS = ['port_in_request', 'port_in_move', 'port_in_cancel', 'port_out_answer'] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];

/** A message to another operator; the same id is the same message, however often it is sent. */
export interface OutgoingMessage {
  readonly id: string;
  readonly kind: OutgoingKind;
  /** The operator it is for. */
  readonly to: string;
  /** Our order, and how often it was submitted: an answer names both. */
  readonly order: string;
  readonly attempt?: number;
  /** The recipient's own reference of a port-out. */
  readonly reference?: string;
  readonly numbers: readonly string[];
  readonly migrationCode?: string;
  readonly holderName?: string;
  readonly taxCode?: string;
  readonly cutOverOn?: string;
  readonly state?: string;
  readonly reason?: string;
}

/** A message of another operator as it came: nothing of it is checked yet. Names are those of the exchange. */
export type IncomingMessage = Readonly<Record<string, string>>;

/** What became of the messages of one round. */
export interface Received {
  readonly taken: number;
  readonly refused: number;
}

/** The way to other operators. */
export interface Carrier {
  /** Hands a message over; again, it changes nothing. Rejects when it could not, and is asked again later. */
  send(message: OutgoingMessage): Promise<void>;
  /**
   * Gives each message that has come to `take`, which answers why it is refused, if it is. What `take` throws at comes again
   * in the next round, and so does everything after a crash: `take` knows what it has taken before.
   */
  receive(take: (message: IncomingMessage) => Promise<string | undefined>): Promise<Received>;
}
export const CARRIER = Symbol('carrier');
