import { PNG } from '#libs/testing/files.js';
import { contentTypeOf, plainFileName } from './uploaded-file.js';

const PDF = Buffer.from('%PDF-1.7 …');

describe('a file that was sent', () => {
  it('is what its content says, if its name agrees', async () => {
    expect(await contentTypeOf('documento.PDF', PDF)).toBe('application/pdf');
    expect(await contentTypeOf('id.png', PNG)).toBe('image/png');
    expect(await contentTypeOf('foto.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  });

  it('is nothing when name and content differ, or either is not known', async () => {
    expect(await contentTypeOf('invoice.png', PDF)).toBeUndefined();
    expect(await contentTypeOf('invoice.pdf', Buffer.from('MZ\u0090'))).toBeUndefined();
    expect(await contentTypeOf('run.exe', Buffer.from('MZ'))).toBeUndefined();
    expect(await contentTypeOf('cut.png', PNG.subarray(0, 8))).toBeUndefined();
    expect(await contentTypeOf('empty.pdf', Buffer.alloc(0))).toBeUndefined();
    expect(await contentTypeOf('noending', PDF)).toBeUndefined();
  });

  it('keeps its own name, without folders and control characters', () => {
    expect(plainFileName('../../etc/passwd.txt')).toBe('passwd.txt');
    expect(plainFileName('C:\\tmp\\a\u0000b\n.pdf')).toBe('ab.pdf');
    expect(plainFileName('')).toBe('file');
    expect(plainFileName(`${'x'.repeat(300)}.pdf`)).toMatch(/^x{60}.*\.pdf$/);
  });
});
