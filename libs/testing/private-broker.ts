import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './wait.js';

interface Layout {
  RABBITMQ_URL: string;
  OPENVOIP_INFRA_FOLDER: string;
}
const CONTROL = '/usr/lib/rabbitmq/bin/rabbitmqctl';
const json = async (file: string): Promise<any> => JSON.parse(await readFile(file, 'utf8'));

/** A RabbitMQ node of one test's own, for what would disturb every other test on a shared one. */
export class PrivateBroker {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly layout: Layout,
  ) {}

  get url(): string {
    return this.layout.RABBITMQ_URL;
  }

  static async start(): Promise<PrivateBroker> {
    const folder = await mkdtemp(join(tmpdir(), 'openvoip-test-'));
    const file = join(folder, 'infra.env');
    const { RABBITMQ_URL: _shared, NODE_OPTIONS: _jest, ...environment } = process.env;
    const command = ['infra', '--until-input-ends', '--write-to', file];
    // Its input is a pipe that ends with this process, also with one that is killed.
    const child = spawn(process.execPath, [resolve('tools/launcher/main.ts'), ...command], {
      env: environment,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const text = await eventually('the private broker to serve', () => readFile(file, 'utf8')).catch((error: Error) => {
      child.kill('SIGTERM');
      throw error;
    });
    const layout = Object.fromEntries(
      [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    ) as unknown as Layout;
    return new PrivateBroker(child, folder, layout);
  }

  /** Runs rabbitmqctl against the node. */
  async control(...args: string[]): Promise<void> {
    const home = join(this.layout.OPENVOIP_INFRA_FOLDER, 'rabbitmq');
    const [{ node }, ports] = await Promise.all([
      json(join(home, 'credentials.json')),
      json(join(this.layout.OPENVOIP_INFRA_FOLDER, 'ports.json')),
    ]);
    await promisify(execFile)(CONTROL, ['--node', node, ...args], {
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ERL_EPMD_PORT: String(ports['rabbitmq-epmd']) },
    });
  }

  /** Stops the node and leaves nothing behind. */
  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
