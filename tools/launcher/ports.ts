import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { readJson, writeJson } from './files.ts';
import { Failure, say } from './say.ts';

/** Whether a server could listen on 127.0.0.1:port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A free port below the range from which systems draw the ports of outgoing connections, so that it stays free. */
export async function anyFreePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Failure('no free port between 20000 and 32000 on 127.0.0.1');
}

async function nextFree(port: number): Promise<number> {
  for (let next = port; next < port + 100; next++) if (await isFree(next)) return next;
  return anyFreePort();
}

/** Ports by name, remembered in a file so that they are the same at the next start. */
export class PortBook {
  readonly #file: string;
  readonly #ports: Record<string, number>;

  constructor(file: string) {
    this.#file = file;
    this.#ports = readJson<Record<string, number>>(file) ?? {};
  }

  /** The remembered port of `name`, `preferred` or any; another, saying so, when somebody else took it meanwhile. */
  async take(name: string, preferred?: number): Promise<number> {
    const wanted = preferred ?? this.#ports[name];
    const port = wanted === undefined ? await anyFreePort() : await nextFree(wanted);
    if (wanted !== undefined && port !== wanted) say(`  port ${wanted} is taken: ${name} uses ${port}`);
    this.#ports[name] = port;
    writeJson(this.#file, this.#ports);
    return port;
  }
}
