import { cents, sum } from '#libs/money/money.js';
import type { LedgerEntry } from './entry.schema.js';
import { isInvoiced, type Layer, type VatPart } from './vat-basis.rules.js';

/**
 * R24, of one account's entries in order: VAT is booked only with what is invoiced, charges carry none in `top_up`, no top-up is credited beyond what it was
 * invoiced for, and no charge is taken back beyond itself.
 */
export class VatProof {
  private readonly left = new Map<string, { net: number; vat: number }>();
  /** What is left of each charge, in cents of credit. */
  private readonly charged = new Map<string, number>();

  /** What is wrong with the next entry. */
  next(entry: LedgerEntry): string | undefined {
    return this.problemOfVat(entry) ?? this.problemOfReturn(entry);
  }

  private problemOfVat({ _id, basis, postings, details }: LedgerEntry): string | undefined {
    const booked = sum(
      postings.filter(({ account }) => account === 'output_vat').map(({ amountCents }) => cents(amountCents)),
    );
    const { vat, credits } = details as { vat?: VatPart; credits?: readonly Layer[] };
    const invoiced = credits?.filter(({ vatBasisPoints }) => vatBasisPoints > 0) ?? [];
    if (vat && vat.vatCents !== booked) return 'its VAT is not what it is invoiced for';
    if (!vat && basis === 'top_up' && booked !== 0 && details.reverses === undefined)
      return 'it books VAT where top-ups are invoiced';
    if (
      vat &&
      credits &&
      (sum(invoiced.map(({ netCents }) => netCents)) !== -vat.netCents ||
        sum(invoiced.map(({ vatCents }) => vatCents)) !== -vat.vatCents)
    )
      return 'it does not credit what it takes back of top-ups';
    for (const part of invoiced) {
      const of = this.left.get(part.entryId);
      if (!of) return 'it credits what was not invoiced';
      of.net -= part.netCents;
      of.vat -= part.vatCents;
      if (of.net < 0 || of.vat < 0) return 'it credits more than was invoiced';
    }
    if (vat && isInvoiced(vat)) this.left.set(_id, { net: vat.netCents, vat: vat.vatCents });
    return undefined;
  }

  private problemOfReturn({ _id, creditCents, details: { reverses } }: LedgerEntry): string | undefined {
    if (typeof reverses !== 'string') {
      if (creditCents < 0) this.charged.set(_id, -creditCents);
      return undefined;
    }
    const left = this.charged.get(reverses);
    if (left === undefined) return 'it takes back what was not charged';
    this.charged.set(reverses, left - creditCents);
    return left < creditCents ? 'it takes back more than was charged' : undefined;
  }
}
