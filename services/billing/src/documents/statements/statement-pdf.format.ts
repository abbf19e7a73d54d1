import type { Locale } from '#libs/api/kernel/actor.js';
import type { MonthStatement } from '#libs/api/billing/documents.js';
import type { ChargeLine } from '#libs/api/billing/billing.js';
import { latinText } from '#libs/italy/latin-text.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { formatPercent, formatMonth, formatShortDay, formatShortInstant } from '#libs/italy/formats.js';
import { cents, formatCents } from '#libs/money/money.js';
import { pdfOf } from './pdf.format.js';

const MARGIN = 50;
const BOTTOM = 780;
const COLUMNS = { date: 50, text: 115, net: 345, vat: 410, amount: 475 } as const;
const RIGHT = 545;
const GREY = '#666666';
/** The PDF's own fonts have no letters beyond Western Europe's: others would garble their whole line. */
const spelled = (text: string): string => latinText(text, 500);

const WORDS = {
  it: {
    title: 'Estratto conto',
    from: 'Dal',
    until: 'al',
    contract: 'Contratto',
    holder: 'Intestatario',
    date: 'Data',
    text: 'Descrizione',
    net: 'Imponibile',
    vat: 'IVA',
    amount: 'Importo',
    opening: 'Credito iniziale',
    closing: 'Credito finale',
    ofVat: 'di cui IVA',
    topUps: 'Ricariche',
    charged: 'Addebiti',
    refunded: 'Rimborsi',
    adjusted: 'Rettifiche',
    converted: 'IVA del credito',
    paid: 'Pagato',
    netCredit: 'Il credito e gli addebiti sono al netto dell’IVA, fatturata con le ricariche.',
  },
  en: {
    title: 'Statement',
    from: 'From',
    until: 'until',
    contract: 'Contract',
    holder: 'Holder',
    date: 'Date',
    text: 'Description',
    net: 'Net',
    vat: 'VAT',
    amount: 'Amount',
    opening: 'Opening credit',
    closing: 'Closing credit',
    ofVat: 'VAT',
    topUps: 'Top-ups',
    charged: 'Charged',
    refunded: 'Refunded',
    adjusted: 'Adjusted',
    converted: 'VAT of the credit',
    paid: 'Paid',
    netCredit: 'Credit and charges are net: their VAT is invoiced with the top-ups.',
  },
} as const satisfies Record<Locale, Record<string, string>>;

/** A month's statement as a PDF for people, in their language. */
export function statementPdf(statement: MonthStatement, locale: Locale, operatorName: string): Promise<Buffer> {
  return pdfOf(
    `${WORDS[locale].title} ${statement.contractNumber} ${formatMonth(statement.period, locale)}`,
    MARGIN,
    (document) => new StatementWriter(document, locale).write(statement, operatorName),
  );
}

class StatementWriter {
  private readonly words: (typeof WORDS)[Locale];
  private y = MARGIN;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly locale: Locale,
  ) {
    this.words = WORDS[locale];
  }

  write(statement: MonthStatement, operatorName: string): void {
    const { words } = this;
    this.document
      .font('Helvetica-Bold')
      .fontSize(16)
      .text(`${words.title} ${formatMonth(statement.period, this.locale)}`, MARGIN, this.y);
    this.document
      .font('Helvetica')
      .fontSize(9)
      .text(spelled(operatorName), MARGIN, this.y + 4, { width: RIGHT - MARGIN, align: 'right' });
    this.y += 30;
    this.plain(`${words.contract} ${statement.contractNumber}`);
    this.plain(`${words.holder}: ${spelled(statement.holderName)} (${statement.holderTaxCode})`);
    if (statement.parts > 1)
      this.plain(
        `${words.from} ${formatShortInstant(new Date(statement.from), this.locale)} ${words.until} ${formatShortInstant(new Date(statement.until), this.locale)}`,
      );
    if (statement.invoicing === 'top_up') this.plain(words.netCredit);
    this.y += 10;
    this.row(
      { date: words.date, text: words.text, net: words.net, vat: words.vat, amount: words.amount },
      'Helvetica-Bold',
    );
    this.row({ text: words.opening, amount: this.euro(statement.openingCents) }, 'Helvetica-Bold');
    for (const entry of statement.entries) {
      this.row({
        date: formatShortDay(romeDate(new Date(entry.at)), this.locale),
        text: spelled(entry.description),
        ...(entry.vatCents === undefined ? {} : { vat: this.euro(entry.vatCents) }),
        amount: this.euro(entry.amountCents),
      });
      for (const line of entry.lines ?? []) if (line.grossCents !== 0) this.line(line);
    }
    this.row({ text: words.closing, amount: this.euro(statement.closingCents) }, 'Helvetica-Bold');
    this.totals(statement);
  }

  private totals(statement: MonthStatement): void {
    const { words } = this;
    this.y += 10;
    const { topUpsCents, paidCents, chargedCents, refundedCents, adjustedCents, convertedCents } = statement;
    this.row({ text: words.topUps, amount: this.euro(topUpsCents) });
    if (paidCents !== topUpsCents) this.row({ text: words.paid, amount: this.euro(paidCents) });
    for (const [name, amount] of [
      [words.charged, chargedCents],
      [words.refunded, refundedCents],
      [words.adjusted, adjustedCents],
    ] as const)
      this.row({ text: name, amount: this.euro(amount) });
    if (convertedCents !== 0) this.row({ text: words.converted, amount: this.euro(convertedCents) });
    for (const { vatBasisPoints, netCents, vatCents, grossCents } of statement.vat) {
      this.row({
        text: `${words.ofVat} ${formatPercent(vatBasisPoints / 100, this.locale)}`,
        net: this.euro(netCents),
        vat: this.euro(vatCents),
        amount: this.euro(grossCents),
      });
    }
  }

  private line({ productName, quantity, reason, netCents, vatCents }: ChargeLine): void {
    this.row(
      { text: `${quantity} × ${spelled(productName)}, ${reason}`, net: this.euro(netCents), vat: this.euro(vatCents) },
      'Helvetica',
      GREY,
    );
  }

  private row(cells: Partial<Record<keyof typeof COLUMNS, string>>, font = 'Helvetica', colour = 'black'): void {
    if (this.y > BOTTOM) {
      this.document.addPage();
      this.y = MARGIN;
    }
    this.document.font(font).fontSize(8).fillColor(colour);
    const textWidth = COLUMNS.net - COLUMNS.text - 5;
    const height = Math.max(12, cells.text ? this.document.heightOfString(cells.text, { width: textWidth }) + 3 : 12);
    if (cells.date) this.document.text(cells.date, COLUMNS.date, this.y);
    if (cells.text) this.document.text(cells.text, COLUMNS.text, this.y, { width: textWidth });
    for (const [name, from] of [
      ['net', COLUMNS.net],
      ['vat', COLUMNS.vat],
      ['amount', COLUMNS.amount],
    ] as const) {
      if (cells[name]) this.document.text(cells[name], from, this.y, { width: 65, align: 'right' });
    }
    this.y += height;
    this.document.fillColor('black');
  }

  private plain(text: string): void {
    this.document.font('Helvetica').fontSize(9).text(text, MARGIN, this.y);
    this.y += 13;
  }

  private euro(amount: number): string {
    return formatCents(cents(amount), this.locale);
  }
}
