import { randomBytes } from 'node:crypto';
import { customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System, type ProcessName, type Replica } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const CLIENTS = 4;
const PROCESSES: readonly ProcessName[] = ['accounts', 'numbers', 'billing', 'tickets', 'gateway'];
const LOOK_MS = 50;
/** Between a client's answer and its next request: time for the processes that start. */
const THINK_MS = 10;
const DRAIN_MS = 500;
/** A service has three seconds to answer. */
const DEADLINE_MS = 2_900;

/** Sends each request to a gateway that counts as ready, as a load balancer does. */
class Balancer {
  private readonly ready = new Set<Replica>(['gateway', 'gateway-2']);
  private readonly timers: NodeJS.Timeout[];
  private turn = 0;

  constructor(private readonly system: System) {
    this.timers = (['gateway', 'gateway-2'] as const).map((gateway) =>
      setInterval(() => void this.look(gateway), LOOK_MS),
    );
  }

  private async look(gateway: Replica): Promise<void> {
    const isReady = await this.system.isReady(gateway).catch(() => false);
    if (isReady) this.ready.add(gateway);
    else this.ready.delete(gateway);
  }

  get url(): string {
    const choice = [...this.ready];
    return choice[this.turn++ % choice.length] === 'gateway' ? this.system.url : this.system.secondUrl!;
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}

/** Asks for one thing after another until told to stop; keeps what went wrong. */
class Client {
  answered = 0;
  readonly refused: string[] = [];
  private isDone = false;
  private readonly work: Promise<void>;

  constructor(
    private readonly balancer: Balancer,
    private readonly ada: Customer,
  ) {
    this.work = this.loop();
  }

  private async loop(): Promise<void> {
    const { contractId } = this.ada;
    const reads = [
      `/v1/contracts/${contractId}`,
      `/v1/contracts/${contractId}/numbers`,
      `/v1/contracts/${contractId}/movements`,
      '/v1/tickets',
      '/v1/numbers?district=02&limit=1',
    ];
    while (!this.isDone) {
      for (const path of reads) await this.ask('GET', path);
      await this.ask('POST', '/v1/tickets', {
        category: 'other',
        subject: 'Domanda',
        text: 'Il telefono squilla due volte.',
      });
    }
  }

  private async ask(method: string, path: string, body?: object, again?: Record<string, string>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, THINK_MS));
    const began = Date.now();
    const isAgain = again !== undefined;
    const headers = again ?? {
      authorization: `Bearer ${this.ada.token}`,
      'content-type': 'application/json',
      'idempotency-key': randomBytes(8).toString('hex'),
    };
    try {
      const response = await fetch(`${this.balancer.url}${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      this.answered++;
      // An answer that did not come in time on a busy machine is repeated with its key, as it says; what is refused at once is a refusal.
      if (response.status === 503 && Date.now() - began > DEADLINE_MS && !isAgain)
        return await this.ask(method, path, body, headers);
      if (!response.ok) this.refused.push(`${method} ${path}: ${response.status} ${text}`);
    } catch (error) {
      this.refused.push(`${method} ${path}: ${String((error as Error).cause ?? error)}`);
    }
  }

  async stop(): Promise<void> {
    this.isDone = true;
    await this.work;
  }
}

describe('two replicas of every process', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ direct: true, env: { GATEWAY_DRAIN_MS: String(DRAIN_MS) } });
    await stock(system, '02', 100);
    for (const name of PROCESSES) await system.startProcess(`${name}-2`);
  });
  afterAll(() => system.stop());

  it('restarted one after another under four clients refuse nobody', async () => {
    const people = [await customer(system).active(), await customer(system).active()];
    const balancer = new Balancer(system);
    const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(balancer, people[index % people.length]!));
    for (const name of PROCESSES) {
      await system.restart(name);
      await system.restart(`${name}-2`);
      const before = clients.map(({ answered }) => answered);
      await eventually(`every client to be answered after ${name} was restarted`, () =>
        clients.every(({ answered }, index) => answered > before[index]! + 5),
      );
    }
    await Promise.all(clients.map((client) => client.stop()));
    balancer.stop();
    expect(clients.flatMap(({ refused }) => refused)).toEqual([]);
    expect(clients.reduce((sum, { answered }) => sum + answered, 0)).toBeGreaterThan(200);
  });
});

describe('a gateway whose broker is away', () => {
  let system: System;
  // A service, to declare what a gateway may not.
  beforeAll(async () => (system = await System.start({ processes: ['numbers'] })));
  afterAll(() => system.stop());

  it('opens its port only once the broker answers', async () => {
    system.cutBroker();
    const starting = system.startProcess('gateway');
    await eventually('it to say that it is not ready', async () => !(await system.isReady('gateway')));
    await expect(fetch(`${system.url}/v1/health`)).rejects.toThrow();
    system.healBroker();
    await starting;
    await eventually('an answer', async () => (await fetch(`${system.url}/v1/districts`)).status > 0);
  });
});
