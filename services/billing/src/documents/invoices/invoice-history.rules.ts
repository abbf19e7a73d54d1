import { sha256Of } from '#libs/platform/ids.js';
import type { SdiError } from '#libs/api/billing/sdi.js';
import type { InvoiceState } from '#libs/api/billing/invoice-states.js';
import type { RomeDate } from '#libs/italy/rome-time.js';

/** What an invoice knows of its life with SdI (R23). All of it is absent on invoices from before: those were carried by hand. */
export interface InvoiceLife {
  readonly state?: InvoiceState;
  /** It goes out with the next exchange. */
  readonly toSend?: true;
  /** Of the file of today, hexadecimal: SdI's messages carry it. */
  readonly sha256?: string;
  /** IdentificativoSdI of the file of today. */
  readonly sdiId?: string;
  /** When the file of today was handed over, in Rome. */
  readonly sentOn?: RomeDate;
  /** When staff were told that SdI says nothing of it. */
  readonly silenceToldAt?: Date;
  readonly rejection?: Rejection;
  /** Files that SdI rejected, oldest first. */
  readonly formerFiles?: readonly FormerFile[];
  readonly history?: readonly InvoiceHistoryEntry[];
}
export interface Rejection {
  readonly at: Date;
  readonly errors: readonly SdiError[];
  readonly sendAgainBy: RomeDate;
  readonly alarmOn: RomeDate;
  /** When staff were reminded. */
  readonly alarmedAt?: Date;
}
export interface FormerFile {
  readonly fileName: string;
  readonly xml: string;
  readonly sha256: string;
  readonly sdiId?: string;
  readonly rejectedAt: Date;
}
export interface InvoiceHistoryEntry {
  readonly at: Date;
  readonly what: string;
  readonly fileName: string;
  readonly by: string;
  readonly detail?: string;
}

export const stateOf = ({ state }: Pick<InvoiceLife, 'state'>): InvoiceState => state ?? 'issued';

/** How the life of an invoice begins. `exchanged`: there is a way to SdI by which it goes out by itself. */
export const lifeBegun = (
  file: { readonly fileName: string; readonly xml: string },
  exchanged: boolean,
  at: Date,
  by: string,
): InvoiceLife => ({
  state: 'issued',
  ...(exchanged ? { toSend: true } : {}),
  sha256: sha256Of(file.xml),
  history: [{ at, what: 'issued', fileName: file.fileName, by }],
});

/** Invoices of a state, for the database: those from before have none, and count as issued. */
export const inState = (state: InvoiceState): Record<string, unknown> => ({
  state: state === 'issued' ? { $in: ['issued', null] } : state,
});
