/**
 * Where the exchange system (SdI) delivers an electronic invoice: a codice destinatario or a PEC mailbox. Source:
 * technical rules of FatturaPA 1.2 (Agenzia delle Entrate), fields CodiceDestinatario (1.1.4) and PECDestinatario (1.1.6).
 */

/** The codice destinatario of a customer who gave none, or gave a PEC instead. */
export const NO_CODICE_DESTINATARIO = '0000000';
/** That of customers who are not established in Italy. */
const FOREIGN = 'XXXXXXX';

/** Whether the text is a codice destinatario between private parties: seven capital letters or digits. */
export function isCodiceDestinatario(text: string): boolean {
  return /^[A-Z0-9]{7}$/.test(text);
}

/** What stands against a codice destinatario of somebody in Italy, with what is right instead; undefined when nothing does. */
export function codiceDestinatarioProblem(code: string): { readonly it: string; readonly en: string } | undefined {
  if (/^[A-Z0-9]{6}$/.test(code)) {
    return {
      it: 'ha sei caratteri: è il codice univoco ufficio di una pubblica amministrazione, che per ora non serviamo; quello di aziende e associazioni ne ha sette',
      en: 'has six characters: it is that of a public administration’s office, which we do not serve yet; that of companies and associations has seven',
    };
  }
  if (code === FOREIGN)
    return {
      it: 'XXXXXXX è solo per chi sta all’estero: in Italia indica il tuo codice di sette caratteri, oppure 0000000 e la PEC',
      en: 'XXXXXXX is only for customers abroad: in Italy give your code of seven characters, or 0000000 and the PEC address',
    };
  if (!isCodiceDestinatario(code))
    return {
      it: 'deve avere sette lettere o cifre; senza un codice tuo lascia vuoto o scrivi 0000000, e indica la PEC',
      en: 'must have seven letters or digits; without a code of your own leave it out or write 0000000, and give the PEC address',
    };
  return undefined;
}

/** What the schema of FatturaPA takes as a mailbox (EmailType), of its dotted form. */
const LOCAL = /^[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*$/;
const DOMAIN = /^([A-Z0-9]([A-Z0-9-]*[A-Z0-9])?\.)+[A-Z]{2,}$/i;

/** Whether the text is a mail address that can be a PEC: 7 to 256 characters, as the schema of the invoice has them. Does not prove that it is a certified mailbox. */
export function isPec(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  return (
    text.length >= 7 &&
    text.length <= 256 &&
    more.length === 0 &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    DOMAIN.test(domain)
  );
}
