import { newId } from '#libs/platform/ids.js';
import { actionsIn, kindOf, newSubject, soleWriter } from './incoming.rules.js';
import { textOf } from './mail-text.format.js';
import { bounceAddress, readAddress, replyAddress } from './reply-address.rules.js';

const SECRET = 's'.repeat(64);
const DOMAIN = 'tickets.openvoip.example';

describe('reply addresses', () => {
  it('lead back to their ticket, also when a mail system changed their case', () => {
    const ticketId = newId('tic');
    const address = replyAddress(ticketId, DOMAIN, SECRET);
    expect(readAddress(address, DOMAIN, SECRET)).toEqual({ ticketId, purpose: 'reply' });
    expect(readAddress(address.toUpperCase(), DOMAIN, SECRET)).toEqual({ ticketId, purpose: 'reply' });
    expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
  });

  it('cannot be made up, moved to another ticket, another domain or another secret', () => {
    const address = replyAddress(newId('tic'), DOMAIN, SECRET);
    const other = replyAddress(newId('tic'), DOMAIN, SECRET);
    const [local, signature] = [address.slice(0, 28), other.slice(28)];
    for (const wrong of [
      `${local}${signature}`,
      address.replace(DOMAIN, 'example.com'),
      address.replace(/-.{20}@/, `-${'0'.repeat(20)}@`),
      'support@tickets.openvoip.example',
      '',
      '@',
    ]) {
      expect(readAddress(wrong, DOMAIN, SECRET)).toBeUndefined();
    }
    expect(readAddress(address, DOMAIN, 't'.repeat(64))).toBeUndefined();
  });
});

describe('addresses for news of delivery', () => {
  it('are told apart from those that answers go to, and neither makes the other', () => {
    const ticketId = newId('tic');
    const bounces = bounceAddress(ticketId, DOMAIN, SECRET);
    expect(readAddress(bounces, DOMAIN, SECRET)).toEqual({ ticketId, purpose: 'bounce' });
    expect(readAddress(bounces.replace(/^b/, 'r'), DOMAIN, SECRET)).toBeUndefined();
  });
});

describe('mail that comes in', () => {
  const kind = (
    headers: Record<string, string> = {},
    from = 'mario@example.com',
    envelopeFrom = from,
    actions: string[] = [],
  ) => kindOf({ from, envelopeFrom, headers: new Map(Object.entries(headers)), actions });
  const REPORT = 'multipart/report; report-type=';

  it('is an answer when a person wrote it', () => {
    expect(kind()).toBe('answer');
    expect(kind({ 'auto-submitted': 'no', 'content-type': 'multipart/mixed' })).toBe('answer');
  });

  it.each([
    ['an out-of-office', { 'auto-submitted': 'auto-replied' }],
    ['a mailing list', { 'list-id': '<a.example>' }],
    ['bulk mail', { precedence: 'bulk' }],
    ['an old autoresponder', { 'x-autoreply': 'yes' }],
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

  it('14-mail-read-receipt-not-a-bounce: is a bounce only where a delivery failed', () => {
    const report = (type: string, ...actions: string[]) =>
      kind(
        { 'content-type': `${REPORT}${type}; boundary=b`, 'auto-submitted': 'auto-replied' },
        'mario@example.com',
        '',
        actions,
      );
    expect(report('disposition-notification')).toBe('report');
    expect(report('feedback-report')).toBe('report');
    for (const action of ['delivered', 'delayed', 'relayed', 'expanded'])
      expect(report('delivery-status', action)).toBe('report');
    expect(report('delivery-status', 'failed')).toBe('bounce');
    expect(report('delivery-status', 'delivered', 'failed')).toBe('bounce');
    expect(report('"delivery-status"')).toBe('bounce');
    expect(
      actionsIn(
        'Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: Delayed\r\nStatus: 4.4.7\r\n\r\naction : failed (see above)\r\n',
      ),
    ).toEqual(['delayed', 'failed']);
  });

  it('is automatic when a machine answered, also without an envelope sender', () => {
    expect(kind({ 'auto-submitted': 'auto-replied (vacation)' }, 'mario@example.com', '')).toBe('automatic');
  });

  it('is the word of one mailbox, not of several, of a list or of two From fields', () => {
    const mario = { address: 'Mario@example.com' };
    expect(soleWriter(1, [mario])).toBe('mario@example.com');
    expect(soleWriter(1, [{ address: 'Ｍario@Example.COM' }])).toBe('mario@example.com');
    expect(soleWriter(1, [mario, { address: 'eve@example.com' }])).toBeUndefined();
    expect(soleWriter(1, [{ group: [mario] }])).toBeUndefined();
    expect(soleWriter(2, [mario])).toBeUndefined();
    expect(soleWriter(1, [])).toBeUndefined();
  });

  it('says something by its subject, where it is not that of the ticket', () => {
    expect(newSubject('Re: R: [T00000042] No calls come in', 'No calls  come in')).toBeUndefined();
    expect(newSubject('Re', 'No calls come in')).toBeUndefined();
    expect(newSubject('Re: [T00000042] ora non va neanche il fax', 'No calls come in')).toBe(
      'ora non va neanche il fax',
    );
    expect(newSubject('Rete guasta', 'x')).toBe('Rete guasta');
  });

  it('02-mail-html-only-multipart: is read from its HTML where the plain text says nothing, or not the same', () => {
    const html =
      '<h1>Guasto</h1><p>Il telefono squilla.</p><blockquote>Riavvii il router</blockquote><img src="cid:logo">';
    expect(textOf({ text: '\n', html }).trim()).toBe('Guasto\n\nIl telefono squilla.\n\n> Riavvii il router');
    expect(textOf({ html })).toContain('Il telefono squilla.');
    expect(textOf({ text: 'Guasto. Il telefono squilla. Riavvii il router', html })).toBe(
      'Guasto. Il telefono squilla. Riavvii il router',
    );
    expect(textOf({ text: 'Controllato da un antivirus', html })).toMatch(
      /^Controllato da un antivirus\n\nGuasto\n\nIl telefono squilla/,
    );
    expect(textOf({ text: 'a\u0000b\u202ec\r\nd', html: false })).toBe('abc\nd');
    expect(() => textOf({ html: '<div>'.repeat(50_000) })).not.toThrow();
  });
});
