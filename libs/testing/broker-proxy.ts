import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Stands between the services and the broker, so that a test can take the broker away and give it back. */
export class BrokerProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly server: Server, readonly url: string) {}

  static async to(brokerUrl: string): Promise<BrokerProxy> {
    const target = new URL(brokerUrl);
    const server = createServer((client) => proxy.join(client, target));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(brokerUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const proxy = new BrokerProxy(server, url.href);
    return proxy;
  }

  private join(client: Socket, target: URL): void {
    if (this.isCut) return void client.destroy();
    const broker = connect(Number(target.port || 5672), target.hostname);
    for (const [from, to] of [[client, broker], [broker, client]] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }

  /** The broker is gone: open connections break, new ones are refused. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** The broker is back. */
  heal(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
