import PDFDocument from 'pdfkit';

/** Makes an A4 document of what `write` puts into it. */
export function pdfOf(title: string, margin: number, write: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin, info: { Title: title } });
  const done = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    document
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
  write(document);
  document.end();
  return done;
}
