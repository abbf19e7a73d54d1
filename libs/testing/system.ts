import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect, type ChannelModel } from 'amqplib';
import mongoose, { type Connection } from 'mongoose';
import { names } from '#libs/messaging/topology.js';
import type { PlatformConfig } from '#libs/platform/config.js';
import { databaseName } from '#libs/platform/mongo.js';
import { NetworkProxy } from './network-proxy.js';
import { asGateway, removeNamespace, testConfig } from './environment.js';
import { eventually } from './wait.js';

const ENTRY = {
  accounts: 'services/accounts/src/main.js',
  numbers: 'services/numbers/src/main.js',
  billing: 'services/billing/src/main.js',
  tickets: 'services/tickets/src/main.js',
  jobs: 'services/billing/src/jobs.main.js',
  gateway: 'gateway/src/main.js',
} as const;
export type ProcessName = keyof typeof ENTRY;
/** A process, or the second replica of it. */
export type Replica = ProcessName | `${ProcessName}-2`;
const DEFAULT: readonly ProcessName[] = ['accounts', 'numbers', 'billing', 'tickets', 'gateway'];

const CLI = {
  accounts: 'services/accounts/src/cli.js',
  numbers: 'services/numbers/src/cli.js',
  billing: 'services/billing/src/cli.js',
  tickets: 'services/tickets/src/cli.js',
} as const;

export const STAFF = { email: 'admin@openvoip.example', password: randomBytes(16).toString('hex') };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function jwtKeys(): Record<string, string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const base64 = (pem: string | Buffer): string => Buffer.from(pem).toString('base64');
  return {
    JWT_PRIVATE_KEY: base64(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    JWT_PUBLIC_KEY: base64(publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

/** The whole system as it is run: every process of its own, from the build, on the real broker and database. */
export class System {
  private readonly processes = new Map<Replica, ChildProcess>();
  /** Where the gateway's second replica listens. */
  secondUrl?: string;
  private readonly healthPorts = new Map<Replica, number>();

  private constructor(
    readonly config: PlatformConfig,
    private readonly proxy: NetworkProxy,
    readonly folder: string,
    readonly url: string,
    private readonly environment: Record<string, string>,
    private readonly admin: ChannelModel,
    private readonly mongo: Connection,
  ) {}

  /** Starts the system and waits until it serves. `at` puts its clock at an instant first; `direct` leaves out the proxy before the broker. */
  static async start(
    options: { processes?: readonly ProcessName[]; env?: Record<string, string>; at?: string; direct?: boolean } = {},
  ): Promise<System> {
    const config = testConfig();
    const broker = await NetworkProxy.to(config.RABBITMQ_URL);
    const folder = await mkdtemp(join(tmpdir(), 'openvoip-test-'));
    const httpPort = await freePort();
    const url = `http://127.0.0.1:${httpPort}`;
    const environment: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: join(tmpdir(), 'openvoip-compile-cache'),
      OPENVOIP_NAMESPACE: config.OPENVOIP_NAMESPACE,
      OPENVOIP_MODE: 'test',
      RABBITMQ_URL: options.direct ? config.RABBITMQ_URL : broker.url,
      MONGODB_URI: config.MONGODB_URI!,
      SECRET_KEY: config.SECRET_KEY,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'warn',
      HTTP_PORT: String(httpPort),
      PUBLIC_URL: url,
      ...jwtKeys(),
      STAFF_EMAIL: STAFF.email,
      STAFF_PASSWORD: STAFF.password,
      MAIL_FOLDER: join(folder, 'mail'),
      MAIL_FROM: 'OpenVOIP <no-reply@openvoip.example>',
      DOCUMENTS_FOLDER: join(folder, 'documents'),
      PAYMENT_SIMULATOR: 'on',
      ATTEMPTS_PER_MINUTE: '1000000',
      UNPAID_PER_TAX_CODE: '1000000',
      UNPAID_PER_ADDRESS: '1000000',
      UNPAID_DISTRICT_PERCENT: '100',
      CARRIER_REQUESTS_PER_MINUTE: '1000000',
      OPERATOR_IBAN: 'IT60X0542811101000000123456',
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(16).toString('hex')}`,
      ...options.env,
    };
    const admin = await connect(config.RABBITMQ_URL);
    const mongo = await mongoose.createConnection(config.MONGODB_URI!).asPromise();
    const system = new System(config, broker, folder, url, environment, admin, mongo);
    // A test runner that ends early must not leave a system behind.
    process.once('exit', () => system.killAll());
    if (options.at) await system.moveClock(options.at);
    const processes = options.processes ?? DEFAULT;
    await Promise.all(processes.map((name) => system.startProcess(name))).catch(async (error: unknown) => {
      await system.stop();
      throw error;
    });
    return system;
  }

  /** Starts one process and waits until it is ready. */
  async startProcess(name: Replica): Promise<void> {
    await this.launch(name);
    await this.ready(name);
  }

  private async launch(name: Replica): Promise<void> {
    const port = this.healthPorts.get(name) ?? (await freePort());
    this.healthPorts.set(name, port);
    if (name === 'gateway-2') this.secondUrl ??= `http://127.0.0.1:${await freePort()}`;
    const own = {
      ...(name.startsWith('gateway') ? { RABBITMQ_URL: asGateway(this.environment.RABBITMQ_URL!) } : {}),
      ...(name === 'gateway-2' ? { HTTP_PORT: new URL(this.secondUrl!).port } : {}),
    };
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    const child = spawn(process.execPath, [resolve('dist', ENTRY[name.replace(/-2$/, '') as ProcessName])], {
      env: { ...this.environment, ...own, HEALTH_PORT: String(port) },
      stdio: ['ignore', log, log],
    });
    this.processes.set(name, child);
  }

  private async ready(name: Replica): Promise<void> {
    await eventually(
      `${name} to be ready (log: ${this.folder}/${name}.log)`,
      async () => {
        const child = this.processes.get(name)!;
        if (child.exitCode !== null) throw new Error(`${name} stopped with exit code ${child.exitCode}`);
        return this.isReady(name);
      },
      120_000,
    );
  }

  /** Whether a process counts as ready now, as a load balancer asks; one that does not answer is an error. */
  async isReady(name: Replica): Promise<boolean> {
    return (await fetch(`http://127.0.0.1:${this.healthPorts.get(name)}/health/ready`)).ok;
  }

  /** Asked to stop, and started again once it has. */
  async restart(name: Replica): Promise<void> {
    await this.end(name, 'SIGTERM');
    await this.startProcess(name);
  }

  private killAll(): void {
    for (const child of this.processes.values()) child.kill('SIGKILL');
  }

  /** Ends a process as a power cut would. */
  async kill(name: ProcessName): Promise<void> {
    await this.end(name, 'SIGKILL');
  }

  /** kill -9, and back again. */
  async crash(name: ProcessName): Promise<void> {
    await this.kill(name);
    await this.startProcess(name);
  }

  private async end(name: Replica, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.processes.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(forced);
  }

  /** Moves the clock of every process, those that start later too. */
  async moveClock(instant: string): Promise<void> {
    const { clock } = names(this.config.OPENVOIP_NAMESPACE);
    const channel = await this.admin.createConfirmChannel();
    await channel.assertExchange(clock, 'fanout', { durable: true });
    await channel.assertQueue(clock, { durable: true, arguments: { 'x-max-length': 1 } });
    await channel.bindQueue(clock, clock, '');
    channel.publish(clock, '', Buffer.from(String(Date.parse(instant) - Date.now())), { persistent: true });
    await channel.waitForConfirms();
    await channel.close();
  }

  /** Runs a command of a service's CLI against this system; gives its standard output. */
  async cli(service: keyof typeof CLI, ...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [resolve('dist', CLI[service]), ...args], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    if (code !== 0) throw new Error(`${service} ${args.join(' ')} exited with ${code}: ${errors}${output}`);
    return output;
  }

  /** Takes the broker away from every process. */
  cutBroker(): void {
    this.proxy.cut();
  }

  /** Gives it back. */
  healBroker(): void {
    this.proxy.heal();
  }

  /** A service's database, to look at. */
  database(service: 'accounts' | 'numbers' | 'billing' | 'tickets'): Connection {
    return this.mongo.useDb(databaseName(this.config.OPENVOIP_NAMESPACE, service), { useCache: true });
  }

  env(name: string): string {
    return this.environment[name]!;
  }

  /** A process's Prometheus counter, summed over the labels that match. */
  async metric(name: ProcessName, metric: string, label = ''): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.healthPorts.get(name)}/metrics`)).text();
    return text
      .split('\n')
      .filter((line) => line.startsWith(metric) && line.includes(label))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** Stops everything and leaves nothing behind. */
  async stop(): Promise<void> {
    await Promise.all([...this.processes.keys()].map((name) => this.end(name, 'SIGTERM')));
    await this.admin.close();
    await this.mongo.close();
    await this.proxy.close();
    await removeNamespace(this.config);
    await rm(this.folder, { recursive: true, force: true });
  }
}
