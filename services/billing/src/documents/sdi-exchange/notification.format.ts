import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { SdiError, SdiMessageKind } from '#libs/api/billing/sdi.js';
import { cleanText } from '#libs/italy/text.rules.js';

/** A message of SdI about one file that it was sent. */
export interface Notification {
  readonly kind: SdiMessageKind;
  /** NomeFile: the file as SdI knows it. */
  readonly aboutFile: string;
  readonly sdiId: string;
  /** SHA-256 of that file, hexadecimal, where the message carries one. */
  readonly sha256?: string;
  readonly errors: readonly SdiError[];
}
/** SdI takes files of 5 MB; what it tells of them is far smaller. */
export const MESSAGE_BYTES = 1_000_000;

export interface Unreadable {
  readonly unreadable: string;
}

/**
 * The roots of SdI's messages: those about invoices between private parties (technical rules of the Agenzia delle Entrate, annex A,
 * messages 1.0), and, which intermediaries send too, those of the older set for public administrations.
 */
const KINDS: Readonly<Record<string, SdiMessageKind>> = {
  RicevutaConsegna: 'RC',
  RicevutaImpossibilitaRecapito: 'MC',
  NotificaMancataConsegna: 'MC',
  RicevutaScarto: 'NS',
  NotificaScarto: 'NS',
  AttestazioneTrasmissioneFattura: 'AT',
  NotificaDecorrenzaTermini: 'DT',
  NotificaEsito: 'NE',
  FileMetadati: 'MT',
  MetadatiInvioFile: 'MT',
};

type Node = Record<string, any>;
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => name === 'Errore',
});
const SHA256 = /^[0-9a-f]{64}$/i;

const decoded = (content: Buffer): string => content.toString('utf8').replace(/^\uFEFF/, '');
const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' ? cleanText(value).trim().slice(0, max).trim() || undefined : undefined;

/** Whether the bytes are a whole XML document. */
export const isWellFormed = (content: Buffer): boolean =>
  content.length > 0 && XMLValidator.validate(decoded(content)) === true;

/** Reads a message of SdI; its signature is not verified. @returns why it is none, if it is none */
export function readNotification(content: Buffer): Notification | Unreadable {
  if (content.length === 0) return { unreadable: 'it is empty, or larger than any message of SdI' };
  const xml = decoded(content);
  // SdI sends none, and entities are not worth their dangers.
  if (/<!DOCTYPE/i.test(xml)) return { unreadable: 'it has a document type, which no message of SdI has' };
  if (!isWellFormed(content)) return { unreadable: 'it is no XML document' };
  const [root, message] = Object.entries(parser.parse(xml) as Node).find(([name]) => name !== '?xml') ?? [
    '',
    undefined,
  ];
  const kind = KINDS[root];
  if (!kind) return { unreadable: `it is no message of SdI: ${cleanText(root).slice(0, 60)}` };
  const { NomeFile, IdentificativoSdI, Hash, ListaErrori } = (typeof message === 'object' ? message : {}) as Node;
  const [aboutFile, sdiId] = [text(NomeFile, 36), text(IdentificativoSdI, 40)];
  if (!aboutFile || !sdiId) return { unreadable: 'it names no file (NomeFile) or no IdentificativoSdI' };
  return {
    kind,
    aboutFile,
    sdiId,
    errors: errorsOf(ListaErrori),
    ...(typeof Hash === 'string' && SHA256.test(Hash.trim()) ? { sha256: Hash.trim().toLowerCase() } : {}),
  };
}

function errorsOf(list: unknown): SdiError[] {
  const errors = (typeof list === 'object' && list !== null ? (list as Node).Errore : undefined) as Node[] | undefined;
  return (errors ?? []).slice(0, 100).map(({ Codice, Descrizione, Suggerimento }) => {
    const suggestion = text(Suggerimento, 1_000);
    return {
      code: text(Codice, 20) ?? '?',
      text: text(Descrizione, 1_000) ?? '',
      ...(suggestion ? { suggestion } : {}),
    };
  });
}
