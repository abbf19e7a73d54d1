import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registry } from './metrics.js';

export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Liveness, readiness and Prometheus metrics of a process, on a port of its own. */
export class HealthServer {
  private readonly checks = new Map<string, ReadinessCheck>();
  private server?: Server;
  private isDraining = false;

  /** Adds a dependency that must be up for the process to count as ready. */
  require(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Each dependency and whether it is up. */
  async readiness(): Promise<Record<string, boolean>> {
    const entries = [...this.checks].map(
      async ([name, check]) =>
        [
          name,
          await Promise.resolve()
            .then(check)
            .catch(() => false),
        ] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  /** From now on it counts as not ready, though it still serves: whoever spreads requests sends it no new ones. */
  drain(): void {
    this.isDraining = true;
  }

  /** @returns the port, the system's choice when 0 was asked. */
  async listen(port: number, host: string): Promise<number> {
    this.server = createServer((request, response) => {
      void this.answer(request.url ?? '/').then(({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type }).end(body),
      );
    });
    await new Promise<void>((resolve, reject) => this.server!.once('error', reject).listen(port, host, resolve));
    return (this.server.address() as AddressInfo).port;
  }

  private async answer(url: string): Promise<{ status: number; type: string; body: string }> {
    if (url === '/health/live') return { status: 200, type: 'application/json', body: '{"status":"live"}' };
    if (url === '/metrics') return { status: 200, type: registry.contentType, body: await registry.metrics() };
    if (url !== '/health/ready') return { status: 404, type: 'application/json', body: '{"status":"not found"}' };
    const checks = await this.readiness();
    const ready = Object.values(checks).every(Boolean) && !this.isDraining;
    return {
      status: ready ? 200 : 503,
      type: 'application/json',
      body: JSON.stringify({ status: this.isDraining ? 'draining' : ready ? 'ready' : 'not ready', checks }),
    };
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }
}
