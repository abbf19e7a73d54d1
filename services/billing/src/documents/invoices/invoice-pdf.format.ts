import { XMLParser } from 'fast-xml-parser';
import type { Locale } from '#libs/api/kernel/actor.js';
import type { InvoiceState } from '#libs/api/billing/invoice-states.js';
import { formatPercent, formatShortDay as day } from '#libs/italy/formats.js';
import { formatCents, parseDecimal } from '#libs/money/money.js';
import { pdfOf } from '../statements/pdf.format.js';
import { stateOf } from './invoice-history.rules.js';
import type { Invoice } from './invoice.schema.js';

const MARGIN = 50;
const RIGHT = 545;
const BOTTOM = 770;
const COLUMNS = {
  text: { at: MARGIN, width: 270 },
  days: { at: 325, width: 90 },
  rate: { at: 415, width: 50 },
  amount: { at: 465, width: 80 },
} as const;

const WORDS = {
  it: {
    TD24: 'Fattura',
    TD01: 'Fattura',
    TD04: 'Nota di credito',
    other: 'Documento',
    of: 'del',
    to: 'Intestata a',
    vatNumber: 'Partita IVA',
    taxCode: 'Codice fiscale',
    text: 'Descrizione',
    days: 'Periodo',
    rate: 'IVA',
    amount: 'Imponibile',
    net: 'Imponibile al',
    vat: 'IVA al',
    total: 'Totale',
    paid: 'Pagata.',
    corrects: 'Rettifica il documento',
    sdiId: 'identificativo SdI',
    copy: 'Copia di cortesia della fattura elettronica. L’originale è il file XML trasmesso al Sistema di Interscambio dell’Agenzia delle Entrate:',
  },
  en: {
    TD24: 'Invoice',
    TD01: 'Invoice',
    TD04: 'Credit note',
    other: 'Document',
    of: 'of',
    to: 'Made out to',
    vatNumber: 'VAT number',
    taxCode: 'Tax code',
    text: 'Description',
    days: 'Period',
    rate: 'VAT',
    amount: 'Net',
    net: 'Net at',
    vat: 'VAT at',
    total: 'Total',
    paid: 'Paid.',
    corrects: 'Corrects document',
    sdiId: 'SdI identifier',
    copy: 'Courtesy copy of the electronic invoice. The original is the XML file sent to the Sistema di Interscambio of the Agenzia delle Entrate:',
  },
} as const satisfies Record<Locale, Record<string, string>>;

const STATES: Readonly<Record<Locale, Record<InvoiceState, string>>> = {
  it: {
    issued: 'emessa, in attesa di invio',
    sent: 'inviata',
    delivered: 'consegnata',
    undeliverable: 'disponibile nell’area riservata del cliente sul sito dell’Agenzia delle Entrate',
    rejected: 'scartata: sarà emessa di nuovo',
  },
  en: {
    issued: 'issued, waiting to be sent',
    sent: 'sent',
    delivered: 'delivered',
    undeliverable: 'available in the customer’s reserved area on the site of the Agenzia delle Entrate',
    rejected: 'rejected: it will be issued again',
  },
};

type Node = Record<string, any>;
const MANY = ['DettaglioLinee', 'DatiRiepilogo', 'DatiFattureCollegate', 'Causale'];
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => MANY.includes(name),
});

/** A copy of an electronic invoice for people, made from the file itself, so that it says what that says; in their language. */
export function invoicePdf(invoice: Invoice, locale: Locale): Promise<Buffer> {
  const { FatturaElettronicaHeader: head, FatturaElettronicaBody: body } = parser.parse(invoice.xml)
    .FatturaElettronica as { FatturaElettronicaHeader: Node; FatturaElettronicaBody: Node };
  const words = WORDS[locale];
  const {
    TipoDocumento: kind,
    Numero: number,
    Data: date,
  } = body.DatiGenerali.DatiGeneraliDocumento as Record<string, string>;
  const title = `${words[kind as 'TD24'] ?? words.other} ${number} ${words.of} ${day(date!, locale)}`;
  return pdfOf(title, MARGIN, (document) => new InvoiceWriter(document, locale).write(title, head, body, invoice));
}

const nameOf = ({ Denominazione, Nome, Cognome }: Node): string => Denominazione ?? `${Nome} ${Cognome}`;

class InvoiceWriter {
  private readonly words: (typeof WORDS)[Locale];
  private y = MARGIN;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly locale: Locale,
  ) {
    this.words = WORDS[locale];
  }

  write(
    title: string,
    { CedentePrestatore: supplier, CessionarioCommittente: customer }: Node,
    { DatiGenerali: general, DatiBeniServizi: goods, DatiPagamento: payment }: Node,
    invoice: Invoice,
  ): void {
    this.party(supplier, 9);
    this.y += 8;
    this.line(title, 16, 'Helvetica-Bold');
    this.y += 4;
    this.line(`${this.words.to}:`, 9);
    this.party(customer, 10);
    this.y += 8;
    for (const text of general.DatiGeneraliDocumento.Causale ?? []) this.line(text, 9);
    for (const { IdDocumento, Data } of general.DatiFattureCollegate ?? [])
      this.line(`${this.words.corrects} ${IdDocumento}${Data ? ` ${this.words.of} ${day(Data, this.locale)}` : ''}`, 9);
    this.y += 8;
    this.lines(goods.DettaglioLinee as Node[]);
    this.sums(goods.DatiRiepilogo as Node[], general.DatiGeneraliDocumento.ImportoTotaleDocumento as string);
    if ([payment].flat()[0]?.CondizioniPagamento === 'TP02') this.line(this.words.paid, 9);
    this.y += 14;
    this.original(invoice);
  }

  private party({ DatiAnagrafici: { Anagrafica, IdFiscaleIVA, CodiceFiscale }, Sede }: Node, size: number): void {
    this.line(nameOf(Anagrafica), size, 'Helvetica-Bold');
    this.line(`${Sede.Indirizzo}, ${Sede.CAP} ${Sede.Comune} (${Sede.Provincia})`, size);
    const codes = [
      IdFiscaleIVA ? `${this.words.vatNumber} ${IdFiscaleIVA.IdPaese}${IdFiscaleIVA.IdCodice}` : '',
      CodiceFiscale ? `${this.words.taxCode} ${CodiceFiscale}` : '',
    ];
    this.line(codes.filter(Boolean).join(' · '), size);
  }

  private lines(rows: readonly Node[]): void {
    const { text, days, rate, amount } = this.words;
    this.row({ text, days, rate, amount }, 'Helvetica-Bold');
    for (const { Descrizione, DataInizioPeriodo: from, DataFinePeriodo: until, AliquotaIVA, PrezzoTotale } of rows) {
      this.row({
        text: Descrizione,
        days: from && until ? `${day(from, this.locale)} – ${day(until, this.locale)}` : '',
        rate: formatPercent(Number(AliquotaIVA), this.locale),
        amount: this.euro(PrezzoTotale),
      });
    }
  }

  private sums(blocks: readonly Node[], total: string): void {
    this.y += 6;
    for (const { AliquotaIVA, ImponibileImporto, Imposta } of blocks) {
      this.row({
        text: `${this.words.net} ${formatPercent(Number(AliquotaIVA), this.locale)}`,
        amount: this.euro(ImponibileImporto),
      });
      this.row({
        text: `${this.words.vat} ${formatPercent(Number(AliquotaIVA), this.locale)}`,
        amount: this.euro(Imposta),
      });
    }
    this.row({ text: this.words.total, amount: this.euro(total) }, 'Helvetica-Bold');
  }

  private original(invoice: Invoice): void {
    const { fileName, sdiId } = invoice;
    this.line(
      `${this.words.copy} ${fileName}${sdiId ? `, ${this.words.sdiId} ${sdiId}` : ''} (${STATES[this.locale][stateOf(invoice)]}).`,
      8,
    );
  }

  private row(cells: Partial<Record<keyof typeof COLUMNS, string>>, font = 'Helvetica'): void {
    this.document.font(font).fontSize(8);
    const height = Math.max(
      12,
      ...Object.entries(cells).map(
        ([name, text]) =>
          this.document.heightOfString(text, { width: COLUMNS[name as keyof typeof COLUMNS].width }) + 3,
      ),
    );
    this.make(height);
    for (const [name, text] of Object.entries(cells)) {
      const { at, width } = COLUMNS[name as keyof typeof COLUMNS];
      this.document
        .font(font)
        .fontSize(8)
        .text(text, at, this.y, { width, align: name === 'text' ? 'left' : 'right' });
    }
    this.y += height;
  }

  private line(text: string, size: number, font = 'Helvetica'): void {
    this.document.font(font).fontSize(size);
    const height = this.document.heightOfString(text, { width: RIGHT - MARGIN });
    this.make(height);
    this.document
      .font(font)
      .fontSize(size)
      .text(text, MARGIN, this.y, { width: RIGHT - MARGIN });
    this.y += height + 2;
  }

  /** A new page where what comes does not fit. */
  private make(height: number): void {
    if (this.y + height <= BOTTOM) return;
    this.document.addPage();
    this.y = MARGIN;
  }

  private euro(amount: string): string {
    return formatCents(parseDecimal(amount), this.locale);
  }
}
