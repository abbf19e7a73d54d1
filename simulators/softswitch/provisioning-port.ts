import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServicesChanged } from '#libs/api/billing/changes.js';
import { assertBody } from '#libs/api/kernel/schema.js';

const MAX_BYTES = 1_000_000;
const PATH = /^\/contracts\/([a-z0-9_]+)$/;

/** The simulator's side of the provisioning webhook: checks the signature, takes the state, acknowledges with 204. */
export class ProvisioningPort {
  private readonly server: Server;

  constructor(
    private readonly provide: (state: ServicesChanged) => void,
    private readonly secret: string,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(400).end(),
      );
    });
  }

  /** @returns the port, the system's choice when 0 was asked */
  async listen(port: number, host = '127.0.0.1'): Promise<number> {
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, host, resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage): Promise<number> {
    const contractId = PATH.exec(request.url ?? '')?.[1];
    if (request.method !== 'PUT' || !contractId) return 404;
    const text = await textOf(request);
    if (!this.isSigned(text, String(request.headers['openvoip-signature']))) return 401;
    const state: unknown = JSON.parse(text);
    assertBody(ServicesChanged, state as ServicesChanged);
    if ((state as ServicesChanged).contractId !== contractId) return 400;
    this.provide(state as ServicesChanged);
    return 204;
  }

  private isSigned(text: string, header: string): boolean {
    const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    if (!seconds || !given) return false;
    return timingSafeEqual(
      createHmac('sha256', this.secret).update(`${seconds}.${text}`).digest(),
      Buffer.from(given, 'hex'),
    );
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BYTES) throw new RangeError('the request is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
