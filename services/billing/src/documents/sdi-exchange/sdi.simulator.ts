import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { writeWhole } from '#libs/platform/whole-file.js';
import { sha256Of } from '#libs/platform/ids.js';

const NAMESPACE = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fattura/messaggi/v1.0';
const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false });
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true });

interface Answer {
  readonly kind: 'RC' | 'MC' | 'NS';
  readonly root: string;
  readonly says: object;
}

/**
 * SdI at the far end of the exchange folders, for the demo and tests; it does not exist in production. It takes a file in hand in one
 * round and answers in the next: delivered (RC) to a codice destinatario or a PEC, not deliverable (MC) where there is neither. A
 * codice destinatario says how it behaves: `SCARTO1` is rejected (NS, control 00311), `MANCATA` cannot be delivered, `DOPPIO1` is answered twice.
 */
export class SdiSimulator {
  constructor(private readonly folder: string) {}

  async round(now: Date): Promise<void> {
    const desk = join(this.folder, 'simulator');
    for (const name of ['out', 'in', 'simulator'])
      await mkdir(join(this.folder, name), { recursive: true, mode: 0o700 });
    for (const name of await xmlIn(desk)) {
      await this.answer(name, await readFile(join(desk, name), 'utf8'), now);
      await rm(join(desk, name));
    }
    for (const name of await xmlIn(join(this.folder, 'out')))
      await rename(join(this.folder, 'out', name), join(desk, name));
  }

  private async answer(fileName: string, xml: string, now: Date): Promise<void> {
    const { CodiceDestinatario: code, PECDestinatario: pec } = parser.parse(xml).FatturaElettronica
      .FatturaElettronicaHeader.DatiTrasmissione as Record<string, string>;
    const { kind, root, says } = answerTo(code!, pec, now);
    const content = (times: number): string =>
      builder.build({
        '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
        [`ns3:${root}`]: {
          '@xmlns:ns3': NAMESPACE,
          '@versione': '1.0',
          IdentificativoSdI: sdiIdOf(fileName),
          NomeFile: fileName,
          Hash: sha256Of(xml),
          DataOraRicezione: now.toISOString(),
          ...says,
          MessageId: `${sdiIdOf(fileName)}${times}`,
        },
      });
    const base = fileName.replace(/\.xml$/, '');
    for (const times of code === 'DOPPIO1' ? [1, 2] : [1])
      await writeWhole(join(this.folder, 'in', `${base}_${kind}_00${times}.xml`), content(times));
  }
}

const xmlIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
/** The same for the same file. */
const sdiIdOf = (fileName: string): string => String(Number.parseInt(sha256Of(fileName).slice(0, 8), 16));

function answerTo(code: string, pec: string | undefined, now: Date): Answer {
  const receiver = { Destinatario: { Codice: code, Descrizione: pec ?? 'Canale del destinatario' } };
  if (code === 'SCARTO1')
    return {
      kind: 'NS',
      root: 'RicevutaScarto',
      says: {
        ListaErrori: {
          Errore: {
            Codice: '00311',
            Descrizione: 'CodiceDestinatario non valido',
            Suggerimento: 'Verificare il codice con il cliente',
          },
        },
      },
    };
  if (code === 'MANCATA' || (code === '0000000' && !pec))
    return {
      kind: 'MC',
      root: 'RicevutaImpossibilitaRecapito',
      says: {
        DataMessaADisposizione: now.toISOString().slice(0, 10),
        Descrizione: 'Non è stato possibile recapitare la fattura al destinatario',
      },
    };
  return { kind: 'RC', root: 'RicevutaConsegna', says: { DataOraConsegna: now.toISOString(), ...receiver } };
}
