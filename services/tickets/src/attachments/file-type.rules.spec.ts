import { contentTypeOf, plainFileName } from './file-type.rules.js';

describe('attachments', () => {
  const PDF = Buffer.from('%PDF-1.7 …');
  it('are what their content says, if their name agrees', () => {
    expect(contentTypeOf('documento.PDF', PDF)).toBe('application/pdf');
    expect(contentTypeOf('log.txt', Buffer.from('una riga\n'))).toBe('text/plain');
    expect(contentTypeOf('id.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('image/png');
  });

  it('are refused when name and content differ, or nothing is known of them', () => {
    expect(contentTypeOf('invoice.png', PDF)).toBeUndefined();
    expect(contentTypeOf('invoice.pdf', Buffer.from('MZ\u0090'))).toBeUndefined();
    expect(contentTypeOf('run.exe', Buffer.from('MZ'))).toBeUndefined();
    expect(contentTypeOf('a.txt', Buffer.from([0x41, 0x00]))).toBeUndefined();
    expect(contentTypeOf('a.txt', Buffer.from([0xff, 0xfe]))).toBeUndefined();
    expect(contentTypeOf('noending', PDF)).toBeUndefined();
  });

  it('keep their own name, without folders and control characters', () => {
    expect(plainFileName('../../etc/passwd.txt')).toBe('passwd.txt');
    expect(plainFileName('C:\\tmp\\a\u0000b\n.pdf')).toBe('ab.pdf');
    expect(plainFileName('')).toBe('file');
    expect(plainFileName(`${'x'.repeat(300)}.pdf`)).toMatch(/^x{60}.*\.pdf$/);
  });
});
