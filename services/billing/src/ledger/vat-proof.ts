import { cents, sum } from '#libs/money/money.js';
import type { LedgerEntry } from './entry.schema.js';
import type { Layer, VatPart } from './vat-basis.rules.js';

/** R24, of one account's entries in order: VAT is booked only with what is invoiced, charges carry none in `top_up`, and no top-up is credited beyond what it was invoiced for. */
export class VatProof {
  private readonly left = new Map<string, { net: number; vat: number }>();

  /** What is wrong with the next entry. */
  next({ _id, basis, postings, details }: LedgerEntry): string | undefined {
    const booked = sum(postings.filter(({ account }) => account === 'output_vat').map(({ amountCents }) => cents(amountCents)));
    const { vat, credits = [] } = details as { vat?: VatPart; credits?: readonly Layer[] };
    if (vat && vat.vatCents !== booked) return 'its VAT is not what it is invoiced for';
    if (!vat && basis === 'top_up' && booked !== 0 && details.reverses === undefined) return 'it books VAT where top-ups are invoiced';
    for (const part of credits.filter(({ vatBasisPoints }) => vatBasisPoints > 0)) {
      const of = this.left.get(part.entryId);
      if (!of) return 'it credits what was not invoiced';
      of.net -= part.netCents;
      of.vat -= part.vatCents;
      if (of.net < 0 || of.vat < 0) return 'it credits more than was invoiced';
    }
    if (vat && vat.netCents > 0) this.left.set(_id, { net: vat.netCents, vat: vat.vatCents });
    return undefined;
  }
}
