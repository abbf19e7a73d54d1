import { readFileSync } from 'node:fs';

const DECLARED = /^<\?xml[^>]*encoding=["']([\w.:-]+)["']/;
const HEAD_BYTES = 200;

/** A bank's file as text, in the encoding that it declares or begins with; UTF-8 where it says nothing. */
export function readBankFile(file: string): string {
  const bytes = readFileSync(file);
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const declared = DECLARED.exec(head.toString('latin1').replace(/^ï»¿/, ''))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
