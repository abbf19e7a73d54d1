import type { Holder } from '#libs/api/kernel/holder.js';
import { add, cents, negate, vatOn, ZERO, type Cents, type VatSplit } from '#libs/money/money.js';
import type { RomeDate } from '#libs/italy/rome-time.js';

/** TD24: one invoice for the services of a month (D.P.R. 633/1972 art. 21 c. 4 lett. a). TD01: invoice of a top-up, or of what a switch taxes (R24). TD04: credit note. */
export type DocumentKind = 'TD24' | 'TD01' | 'TD04';

/** An invoice that a document points to; `lines` of the document, from 1, where not all of them do. */
export interface InvoiceRef {
  readonly number: string;
  readonly date: string;
  readonly lines?: readonly number[];
}

/** A service of the month, as the invoice details it. */
export interface InvoiceLine {
  readonly description: string;
  /** The days it is for; a top-up is for none. */
  readonly from?: RomeDate;
  readonly until?: RomeDate;
  readonly netCents: Cents;
  readonly vatBasisPoints: number;
  readonly vatCents: Cents;
}

/** Net and VAT of some lines at one rate. */
export interface VatBlock {
  readonly vatBasisPoints: number;
  readonly netCents: Cents;
  readonly vatCents: Cents;
}

/** What an invoice says, but for its number. */
export interface InvoiceDraft {
  readonly kind: DocumentKind;
  readonly holder: Holder;
  readonly contractNumber: string;
  /** What it is for, in words. */
  readonly cause: string;
  readonly period: string;
  readonly date: RomeDate;
  readonly lines: readonly InvoiceLine[];
  readonly blocks: readonly VatBlock[];
  readonly total: VatSplit;
  /** How it was paid, FatturaPA ModalitaPagamento; absent where credit had not covered it when the month, or the holder's part of it, ended. */
  readonly paidBy?: PaidBy;
  /** What a credit note corrects. */
  readonly corrects?: readonly InvoiceRef[];
}

/** MP05: bank transfer; MP08: card; MP22: withheld from money already received. */
export type PaidBy = 'MP05' | 'MP08' | 'MP22';

/** SdI refuses an invoice whose VAT is further than this from rate × net (control 00421). */
const TOLERANCE_CENTS = 1;

/**
 * The sums of the lines by VAT rate. Each charge rounded its own VAT, so the sum over a month may be some cents away from
 * the rate of the sum, which SdI does not take: lines are gathered into as few blocks as keep each within a cent.
 * @throws RangeError on a rate of zero, which would need its legal nature, and on VAT that does not belong to its net.
 */
export function vatBlocks(lines: readonly InvoiceLine[]): VatBlock[] {
  const blocks: VatBlock[] = [];
  for (const { vatBasisPoints, netCents, vatCents } of lines) {
    if (vatBasisPoints === 0)
      throw new RangeError('a line without VAT cannot be invoiced: its legal nature is not known');
    const index = blocks.findIndex(
      (block) => block.vatBasisPoints === vatBasisPoints && agrees(joined(block, { netCents, vatCents })),
    );
    if (index < 0) blocks.push({ vatBasisPoints, netCents, vatCents });
    else blocks[index] = joined(blocks[index]!, { netCents, vatCents });
  }
  if (!blocks.every(agrees)) throw new RangeError('the VAT of a line is not that of its net');
  return blocks;
}

const joined = (block: VatBlock, { netCents, vatCents }: Pick<InvoiceLine, 'netCents' | 'vatCents'>): VatBlock => ({
  ...block,
  netCents: add(block.netCents, netCents),
  vatCents: add(block.vatCents, vatCents),
});
const agrees = ({ vatBasisPoints, netCents, vatCents }: VatBlock): boolean =>
  Math.abs(vatOn(netCents, vatBasisPoints).vat - vatCents) <= TOLERANCE_CENTS;

export const totalOfLines = (lines: readonly InvoiceLine[]): VatSplit =>
  lines.reduce<VatSplit>(
    ({ net, vat, gross }, line) => ({
      net: add(net, line.netCents),
      vat: add(vat, line.vatCents),
      gross: add(gross, line.netCents, line.vatCents),
    }),
    { net: ZERO, vat: ZERO, gross: ZERO },
  );

const turned = (line: InvoiceLine): InvoiceLine => ({
  ...line,
  netCents: negate(line.netCents),
  vatCents: negate(line.vatCents),
});

/**
 * The document of a month, or none when nothing was charged or all of it was taken back. More taken back than charged is
 * a credit note, in positive amounts. @throws RangeError, see `vatBlocks`
 */
export function draftOf(
  head: Omit<InvoiceDraft, 'kind' | 'lines' | 'blocks' | 'total'>,
  charged: readonly InvoiceLine[],
  invoice: 'TD24' | 'TD01' = 'TD24',
): InvoiceDraft | undefined {
  const { net, vat, gross } = totalOfLines(charged);
  if (net === 0 && vat === 0) return undefined;
  const kind: DocumentKind = gross < 0 ? 'TD04' : invoice;
  const lines = kind === 'TD04' ? charged.map(turned) : charged;
  const total = kind === 'TD04' ? { net: negate(net), vat: negate(vat), gross: negate(gross) } : { net, vat, gross };
  return {
    ...head,
    kind,
    lines,
    blocks: vatBlocks(lines),
    total: { net: cents(total.net), vat: cents(total.vat), gross: cents(total.gross) },
  };
}

const BASE = 36;
const FILE_DIGITS = 5;

/**
 * The name of the n-th file that a transmitter sends: at most five letters and digits (technical rules, § 1.2.3), for which
 * upper case and lower are the same. @throws RangeError beyond 60,466,175
 */
export function fileCode(n: number): string {
  const code = n.toString(BASE).toUpperCase().padStart(FILE_DIGITS, '0');
  if (!Number.isSafeInteger(n) || n < 1 || code.length > FILE_DIGITS)
    throw new RangeError(`no file name is left for file ${n}`);
  return code;
}
