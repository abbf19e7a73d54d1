import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort, isFree, PortBook } from './ports.ts';

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

describe('PortBook', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ports-')), 'ports.json');

  it('gives the same port at the next start', async () => {
    const first = await new PortBook(file).take('broker');
    expect(await new PortBook(file).take('broker')).toBe(first);
  });

  it('gives another when somebody else took it, and keeps to that', async () => {
    const first = await new PortBook(file).take('database');
    const intruder = await occupy(first);
    const second = await new PortBook(file).take('database');
    intruder.close();
    expect(second).not.toBe(first);
    expect(await new PortBook(file).take('database')).toBe(second);
  });

  it('takes the next free one after a preferred port', async () => {
    const wanted = await anyFreePort();
    const intruder = await occupy(wanted);
    expect(await isFree(wanted)).toBe(false);
    expect(await new PortBook(file).take('gateway', wanted)).toBeGreaterThan(wanted);
    intruder.close();
  });
});
