import PDFDocument from 'pdfkit';
import { romeDate } from '#libs/italy/rome-time.js';
import { formatDay } from '#libs/italy/formats.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import type { PortInRow } from './port.schema.js';

/** The letter of authority (delega alla portabilità) to sign: in Italian, for the donor operator. */
export async function letterOfAuthority(
  { numbers, donor, migrationCode, holder, _id }: PortInRow,
  now: Date,
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 64,
    info: { Title: 'Delega alla portabilità del numero', CreationDate: now },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => pdf.on('end', resolve));
  pdf.fontSize(16).text('Delega alla portabilità del numero').moveDown();
  pdf.fontSize(11).text(`Spett.le ${donor}`).moveDown();
  const codes =
    holder.kind === 'private'
      ? `codice fiscale ${holder.taxCode}`
      : `partita IVA o codice fiscale ${[holder.taxCode, holder.otherTaxCode].filter(Boolean).join(', ')}`;
  const subject = `${holder.name}, ${codes}`;
  pdf
    .text(
      `L'intestatario ${subject}, delega OpenVOIP a richiedere in suo nome la portabilità dei numeri seguenti e il recesso dal contratto con l'operatore attuale limitatamente a essi.`,
    )
    .moveDown();
  for (const number of numbers) pdf.text(`• ${formatNumber(number)}`);
  pdf.moveDown().text(`Codice di migrazione: ${migrationCode}`).text(`Riferimento: ${_id}`).moveDown(2);
  pdf
    .text(`Data: ${formatDay(romeDate(now), 'it')}`)
    .moveDown(3)
    .text("Firma dell'intestatario: ______________________________");
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}
