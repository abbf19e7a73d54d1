/**
 * Where the exchange system (SdI) delivers an electronic invoice: a codice destinatario or a PEC mailbox. Source:
 * technical rules of FatturaPA 1.2 (Agenzia delle Entrate), fields CodiceDestinatario and PECDestinatario.
 */

/** The codice destinatario of a customer who gave none, or gave a PEC instead. */
export const NO_CODICE_DESTINATARIO = '0000000';

/** Whether the text is a codice destinatario between private parties: seven capital letters or digits. */
export function isCodiceDestinatario(text: string): boolean {
  return /^[A-Z0-9]{7}$/.test(text);
}

/** Whether the text is a mail address that can be a PEC: 7 to 256 characters. Does not prove that it is a certified mailbox. */
export function isPec(text: string): boolean {
  return text.length >= 7 && text.length <= 256 && /^[A-Z0-9._%+'-]{1,64}@([A-Z0-9]([A-Z0-9-]*[A-Z0-9])?\.)+[A-Z]{2,}$/i.test(text);
}
