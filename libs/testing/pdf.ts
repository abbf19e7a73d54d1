import { inflateSync } from 'node:zlib';

/** The text that a PDF of ours shows, in the order in which it is written: compressed pages, standard fonts, hexadecimal strings. */
export function textOfPdf(pdf: Buffer): string {
  const source = pdf.toString('latin1');
  const pages = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data]) =>
    inflateSync(Buffer.from(data!, 'latin1')).toString('latin1'),
  );
  const lines = pages
    .flatMap((page) => [...page.matchAll(/\[(.*?)\] TJ/g)])
    .map(([, pieces]) => [...pieces!.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => decoded(hex!)).join(''));
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

const decoded = (hex: string): string => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'));
