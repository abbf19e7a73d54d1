import { newId } from '#libs/platform/ids.js';
import { ANSWER_ABOVE, kindOf, newText } from './incoming.rules.js';
import { replyAddress, ticketOfAddress } from './reply-address.rules.js';

const SECRET = 's'.repeat(64);
const DOMAIN = 'tickets.openvoip.example';

describe('reply addresses', () => {
  it('lead back to their ticket, also when a mail system changed their case', () => {
    const ticketId = newId('tic');
    const address = replyAddress(ticketId, DOMAIN, SECRET);
    expect(ticketOfAddress(address, DOMAIN, SECRET)).toBe(ticketId);
    expect(ticketOfAddress(address.toUpperCase(), DOMAIN, SECRET)).toBe(ticketId);
    expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
  });

  it('cannot be made up, moved to another ticket, another domain or another secret', () => {
    const address = replyAddress(newId('tic'), DOMAIN, SECRET);
    const other = replyAddress(newId('tic'), DOMAIN, SECRET);
    const [local, signature] = [address.slice(0, 28), other.slice(28)];
    for (const wrong of [`${local}${signature}`, address.replace(DOMAIN, 'example.com'), address.replace(/-.{20}@/, `-${'0'.repeat(20)}@`), 'support@tickets.openvoip.example', '', '@']) {
      expect(ticketOfAddress(wrong, DOMAIN, SECRET)).toBeUndefined();
    }
    expect(ticketOfAddress(address, DOMAIN, 't'.repeat(64))).toBeUndefined();
  });
});

describe('mail that comes in', () => {
  const kind = (headers: Record<string, string> = {}, from = 'mario@example.com', envelopeFrom = from) => kindOf({ from, envelopeFrom, headers: new Map(Object.entries(headers)) });

  it('is an answer when a person wrote it', () => {
    expect(kind()).toBe('answer');
    expect(kind({ 'auto-submitted': 'no', 'content-type': 'multipart/mixed' })).toBe('answer');
  });

  it.each([
    ['an out-of-office', { 'auto-submitted': 'auto-replied' }], ['a mailing list', { 'list-id': '<a.example>' }], ['bulk mail', { precedence: 'bulk' }], ['an old autoresponder', { 'x-autoreply': 'yes' }],
  ])('is automatic: %s', (_name, headers) => {
    expect(kind(headers)).toBe('automatic');
  });

  it('is automatic from an address where nobody reads', () => {
    expect(kind({}, 'no-reply@shop.example')).toBe('automatic');
  });

  it('is a bounce without an envelope sender, or as a delivery report', () => {
    expect(kind({}, 'mailer-daemon@example.com', '')).toBe('bounce');
    expect(kind({ 'content-type': 'multipart/report; report-type=delivery-status' })).toBe('bounce');
  });

  it('is our own come back when it carries our mark', () => {
    expect(kind({ 'x-openvoip-ticket': 'tic_1' })).toBe('own');
  });

  it('keeps what was written now, not what was quoted', () => {
    expect(newText(`It works now.\r\nThanks\r\n\r\nOn Mon, 30 Nov 2026 OpenVOIP wrote:\r\n> ${ANSWER_ABOVE}\r\n> Please restart`)).toBe('It works now.\nThanks');
    expect(newText(`Funziona.\n\nIl giorno lun 30 nov OpenVOIP ha scritto:\n> prova`)).toBe('Funziona.');
    expect(newText('See:\n> a quoted line\nand my answer')).toBe('See:\n> a quoted line\nand my answer');
    expect(newText('Ciao\n> tail\n>\n> tail')).toBe('Ciao');
  });
});
