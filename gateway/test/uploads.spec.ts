import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { newId } from '#libs/platform/ids.js';
import { GatewayUnderTest } from './support/gateway.js';

const MIB = 1_048_576;
const view = {
  id: newId('att'),
  fileName: 'a.pdf',
  contentType: 'application/pdf',
  size: 3,
  sha256: 'x',
  at: '2026-11-25T10:00:00Z',
};

describe('uploads', () => {
  let gateway: GatewayUnderTest;
  let authorization: string;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    ({ authorization } = await gateway.customer());
    await gateway.answer(attachmentsRpc.add, () => view);
    await gateway.answer(attachmentsRpc.get, () => ({
      ...view,
      fileName: 'perché "no".pdf',
      content: Buffer.from([0, 255, 1]).toString('base64'),
    }));
  });
  beforeEach(() => (gateway.calls.length = 0));
  afterAll(() => gateway.stop());
  const upload = () => gateway.http.post(`/v1/tickets/${newId('tkt')}/attachments`).set('Authorization', authorization);
  const named = { filename: 'a.pdf', contentType: 'application/pdf' };

  it('pass every file on, each with an idempotency key of its own that a repetition has again', async () => {
    for (const _ of [1, 2])
      await upload()
        .set('Idempotency-Key', 'k')
        .field('documentKind', 'identity')
        .attach('files', Buffer.from('one'), named)
        .attach('files', Buffer.from('two'), named)
        .expect(201);
    expect(
      gateway.calls.map(({ request, context }) => [
        Buffer.from(request.content, 'base64').toString(),
        request.documentKind,
        context.idempotencyKey,
      ]),
    ).toEqual([
      ['one', 'identity', 'k.0'],
      ['two', 'identity', 'k.1'],
      ['one', 'identity', 'k.0'],
      ['two', 'identity', 'k.1'],
    ]);
  });

  it('are refused without a file, with unknown or wrong fields, and as JSON', async () => {
    const none = await upload().field('documentKind', 'identity');
    expect([none.status, none.body.errors[0].field]).toEqual([422, 'files']);
    const unknown = await upload().field('admin', 'true').attach('files', Buffer.from('x'), named);
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([422, 'admin']);
    const wrong = await upload().field('documentKind', 'passport').attach('files', Buffer.from('x'), named);
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'documentKind']);
    expect((await upload().send({ documentKind: 'identity' })).status).toBe(415);
    expect(gateway.calls).toEqual([]);
  });

  it('are refused when one file, all of them together, or their number is too much', async () => {
    expect((await upload().attach('files', Buffer.alloc(7 * MIB + 1), named)).status).toBe(413);
    expect(
      (
        await upload()
          .attach('files', Buffer.alloc(6 * MIB), named)
          .attach('files', Buffer.alloc(6 * MIB), named)
      ).status,
    ).toBe(413);
    const many = upload();
    for (let n = 0; n < 11; n++) void many.attach('files', Buffer.from('x'), named);
    expect((await many).status).toBe(413);
    expect(gateway.calls).toEqual([]);
  });

  it('that are broken are a bad request, never a hang or a 500', async () => {
    const broken = await upload()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\ncut');
    expect(broken.status).toBe(400);
    const boundless = await upload().set('Content-Type', 'multipart/form-data').send('nothing');
    expect([400, 415]).toContain(boundless.status);
    const disguised = await upload()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n');
    expect(disguised.status).toBeGreaterThanOrEqual(400);
    expect(disguised.status).toBeLessThan(500);
  });

  it('come back byte for byte, as a download', async () => {
    const { status, headers, body } = await gateway.http
      .get(`/v1/attachments/${newId('att')}`)
      .set('Authorization', authorization)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect([status, [...(body as Buffer)]]).toEqual([200, [0, 255, 1]]);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="perch? \\"no\\".pdf"; filename*=UTF-8''perch%C3%A9%20%22no%22.pdf`,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
