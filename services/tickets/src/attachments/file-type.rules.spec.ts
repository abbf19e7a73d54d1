import { attachmentTypeOf } from './file-type.rules.js';

describe('attachments', () => {
  it('are documents, signed documents and plain text', async () => {
    expect(await attachmentTypeOf('documento.PDF', Buffer.from('%PDF-1.7 …'))).toBe('application/pdf');
    expect(await attachmentTypeOf('firmato.pdf.p7m', Buffer.from([0x30, 0x82, 1, 2]))).toBe('application/pkcs7-mime');
    expect(await attachmentTypeOf('log.txt', Buffer.from('BM una riga\n'))).toBe('text/plain');
  });

  it('are refused when name and content differ, or text is none', async () => {
    expect(await attachmentTypeOf('invoice.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]))).toBeUndefined();
    expect(await attachmentTypeOf('firmato.p7m', Buffer.from('%PDF-1.7 …'))).toBeUndefined();
    expect(await attachmentTypeOf('a.txt', Buffer.from([0x41, 0x00]))).toBeUndefined();
    expect(await attachmentTypeOf('a.txt', Buffer.from([0xff, 0xfe]))).toBeUndefined();
    expect(await attachmentTypeOf('run.exe', Buffer.from('MZ'))).toBeUndefined();
  });
});
