import { readFileSync } from 'node:fs';
import { XMLBuilder } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import type { Address, Holder } from '#libs/api/kernel/holder.js';
import { codiceDestinatarioProblem, isPec, NO_CODICE_DESTINATARIO } from '#libs/italy/invoice-address.js';
import { latinText } from '#libs/italy/latin-text.js';
import { cents, toDecimal } from '#libs/money/money.js';
import type { InvoiceDraft, InvoiceLine, InvoiceRef, VatBlock } from './invoice.rules.js';

/** Who invoices. */
export interface Operator {
  readonly name: string;
  readonly vatNumber: string;
  readonly taxRegime: string;
  readonly address: Address;
  /** Entry in the companies' register: office (province) and number. */
  readonly rea?: { readonly office: string; readonly number: string };
}

/** The numbers that an invoice gets when it is issued. */
export interface Numbered {
  /** Of the document, e.g. `42/2026`. */
  readonly number: string;
  /** Of the transmission: five letters and digits. */
  readonly transmission: string;
}

const NAMESPACE = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2';
const COUNTRY = 'IT';
const LENGTHS = { denomination: 80, name: 60, street: 60, city: 60, cause: 200, description: 1_000 } as const;

/** The name that SdI knows a file by (technical rules, § 1.2.3). */
export const fileNameOf = ({ vatNumber }: Operator, transmission: string): string =>
  `${COUNTRY}${vatNumber}_${transmission}.xml`;

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true });

/** An invoice between private parties as FatturaPA FPR12, amounts in euro. */
export function fatturaPa(draft: InvoiceDraft, operator: Operator, numbered: Numbered): string {
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    'p:FatturaElettronica': {
      '@xmlns:p': NAMESPACE,
      '@versione': 'FPR12',
      FatturaElettronicaHeader: header(draft.holder, operator, numbered),
      FatturaElettronicaBody: body(draft, numbered),
    },
  };
  return builder.build(document);
}

/** The same invoice for another transmission, made out to a corrected holder: number, date and everything else that it says stay to the letter. */
export function fatturaPaAgain(xml: string, holder: Holder, operator: Operator, numbered: Numbered): string {
  const lines = builder
    .build({ FatturaElettronicaHeader: header(holder, operator, numbered) })
    .trim()
    .replaceAll('\n', '\n  ');
  return xml.replace(/<FatturaElettronicaHeader>[\s\S]*<\/FatturaElettronicaHeader>/, () => lines);
}

const header = (holder: Holder, operator: Operator, numbered: Numbered): object => ({
  DatiTrasmissione: transmission(holder, operator, numbered),
  CedentePrestatore: supplier(operator),
  CessionarioCommittente: customer(holder),
});

const fiscalId = (code: string): object => ({ IdPaese: COUNTRY, IdCodice: code });

function transmission({ codiceDestinatario, pec }: Holder, { vatNumber }: Operator, numbered: Numbered): object {
  // What came in before it was checked as it is now, is left out: nobody here is abroad, and the invoice would be refused.
  const code =
    codiceDestinatario && !codiceDestinatarioProblem(codiceDestinatario) ? codiceDestinatario : NO_CODICE_DESTINATARIO;
  return {
    IdTrasmittente: fiscalId(vatNumber),
    ProgressivoInvio: numbered.transmission,
    FormatoTrasmissione: 'FPR12',
    CodiceDestinatario: code,
    // Beside a code of the customer's own, SdI takes no PEC (control 00426).
    ...(pec && isPec(pec) && code === NO_CODICE_DESTINATARIO ? { PECDestinatario: pec } : {}),
  };
}

const seat = ({ street, cap, city, province }: Address): object => ({
  Indirizzo: latinText(street, LENGTHS.street),
  CAP: cap,
  Comune: latinText(city, LENGTHS.city),
  Provincia: province,
  Nazione: COUNTRY,
});

function supplier({ name, vatNumber, taxRegime, address, rea }: Operator): object {
  return {
    DatiAnagrafici: {
      IdFiscaleIVA: fiscalId(vatNumber),
      Anagrafica: { Denominazione: latinText(name, LENGTHS.denomination) },
      RegimeFiscale: taxRegime,
    },
    Sede: seat(address),
    ...(rea ? { IscrizioneREA: { Ufficio: rea.office, NumeroREA: rea.number, StatoLiquidazione: 'LN' } } : {}),
  };
}

function customer({ kind, partitaIva, codiceFiscale, companyName, givenName, familyName, address }: Holder): object {
  const called =
    kind === 'company'
      ? { Denominazione: latinText(companyName!, LENGTHS.denomination) }
      : { Nome: latinText(givenName!, LENGTHS.name), Cognome: latinText(familyName!, LENGTHS.name) };
  const identity = {
    ...(partitaIva ? { IdFiscaleIVA: fiscalId(partitaIva) } : {}),
    ...(codiceFiscale ? { CodiceFiscale: codiceFiscale } : {}),
    Anagrafica: called,
  };
  return { DatiAnagrafici: identity, Sede: seat(address) };
}

function body(
  { kind, contractNumber, cause, date, lines, blocks, total, paidBy, corrects = [] }: InvoiceDraft,
  { number }: Numbered,
): object {
  return {
    DatiGenerali: {
      DatiGeneraliDocumento: {
        TipoDocumento: kind,
        Divisa: 'EUR',
        Data: date,
        Numero: number,
        ImportoTotaleDocumento: toDecimal(total.gross),
        Causale: latinText(cause, LENGTHS.cause),
      },
      DatiContratto: { IdDocumento: contractNumber },
      ...(corrects.length > 0 ? { DatiFattureCollegate: corrects.map(refXml) } : {}),
    },
    DatiBeniServizi: { DettaglioLinee: lines.map(lineXml), DatiRiepilogo: blocks.map(blockXml) },
    ...(paidBy && kind !== 'TD04'
      ? {
          DatiPagamento: {
            CondizioniPagamento: 'TP02',
            DettaglioPagamento: { ModalitaPagamento: paidBy, ImportoPagamento: toDecimal(total.gross) },
          },
        }
      : {}),
  };
}

const refXml = ({ number, date, lines = [] }: InvoiceRef): object => ({
  ...(lines.length > 0 ? { RiferimentoNumeroLinea: lines } : {}),
  IdDocumento: number,
  Data: date,
});

const rate = (basisPoints: number): string => toDecimal(cents(basisPoints));

const lineXml = ({ description, from, until, netCents, vatBasisPoints }: InvoiceLine, index: number): object => ({
  NumeroLinea: index + 1,
  Descrizione: latinText(description, LENGTHS.description),
  ...(from && until ? { DataInizioPeriodo: from, DataFinePeriodo: until } : {}),
  PrezzoUnitario: toDecimal(netCents),
  PrezzoTotale: toDecimal(netCents),
  AliquotaIVA: rate(vatBasisPoints),
});

const blockXml = ({ vatBasisPoints, netCents, vatCents }: VatBlock): object => ({
  AliquotaIVA: rate(vatBasisPoints),
  ImponibileImporto: toDecimal(netCents),
  Imposta: toDecimal(vatCents),
  EsigibilitaIVA: 'I',
});

/** Signatures are none of ours: the schema's one reference to XML-DSig needs a name to stand for. */
const SIGNATURE = {
  fileName: 'xmldsig.xsd',
  contents:
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#"><xs:element name="Signature" type="xs:anyType"/></xs:schema>',
};
const SCHEMA = {
  fileName: 'FatturaPA.xsd',
  contents: readFileSync(new URL('FatturaPA_v1.2.3.xsd', import.meta.url), 'utf8')
    .replace(/^\uFEFF/, '')
    .replace(/schemaLocation="[^"]+"/, `schemaLocation="${SIGNATURE.fileName}"`),
};
const PAGES = { initialMemoryPages: 512, maxMemoryPages: 4_096 };

/** Checks files against the schema of the Agenzia delle Entrate, many at once. @returns what is wrong, by the file's name. */
export async function schemaProblems(files: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const problems = new Map<string, string>();
  if (files.size === 0) return problems;
  const { errors, valid } = await validateXML({
    xml: [...files].map(([fileName, contents]) => ({ fileName, contents })),
    schema: [SCHEMA],
    preload: [SIGNATURE],
    ...PAGES,
  });
  for (const { message, rawMessage, loc } of errors) {
    const name = loc?.fileName ?? [...files.keys()].find((file) => rawMessage.startsWith(file));
    if (name && !problems.has(name)) problems.set(name, message);
  }
  if (!valid && problems.size === 0)
    throw new Error(
      `invoices could not be checked against their schema: ${errors
        .map(({ rawMessage }) => rawMessage)
        .slice(0, 3)
        .join('; ')}`,
    );
  return problems;
}
