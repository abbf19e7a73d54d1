import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasSimulators, privateEnvironment, sharedEnvironment, softswitchEnvironment } from './environment.ts';
import { identify } from './identity.ts';
import { startInfrastructure, stopLeftovers } from './infrastructure.ts';
import { home, logs, portsFile, root } from './paths.ts';
import { PortBook } from './ports.ts';
import type { Program } from './processes.ts';
import { record, recorded, type Run } from './running.ts';
import { Failure, say, step } from './say.ts';
import type { Secrets } from './secrets.ts';
import { Supervisor } from './supervisor.ts';
import { type Part, parts } from './system.ts';

/** The system while this process keeps it. */
export interface System {
  run: Run;
  supervisor: Supervisor;
}

/**
 * An empty system: nothing runs yet, but other commands see that it is being started. What a supervisor that was
 * killed outright left running is stopped first: it would hold the ports and the data folders.
 */
export async function newSystem(): Promise<System> {
  const last = recorded();
  const run: Run = {
    root,
    supervisor: identify(process.pid)!,
    state: 'starting',
    url: '',
    processes: [],
    environments: {},
  };
  const supervisor = new Supervisor((processes) => {
    run.processes = processes;
    record(run);
  });
  record(run);
  if (last) {
    say('The last run did not end by itself: stopping what it left.');
    await stopLeftovers(last.processes);
  }
  return { run, supervisor };
}

/**
 * Starts broker, database, services and gateway, and waits until all are healthy. Fails with the log of what is not. The
 * services need the database to start, and connect to the broker whenever it is there: it takes its time beside them.
 * A debugger can be attached to the part that is `inspected`.
 */
export async function boot({ run, supervisor }: System, secrets: Secrets, inspected?: string): Promise<void> {
  requireBuilt();
  const ports = new PortBook(portsFile);
  const infrastructure = await startInfrastructure(home, ports, supervisor, { sync: true });
  const port = await ports.take('gateway', Number(process.env.OPENVOIP_PORT ?? 8080));
  run.url = `http://127.0.0.1:${port}`;
  const shared = sharedEnvironment(infrastructure, secrets, run.url);
  const softswitch = hasSimulators() ? softswitchEnvironment(secrets, await ports.take('softswitch'), run.url) : {};
  const programs: Program[] = [];
  for (const part of parts.filter(({ simulator }) => !simulator || hasSimulators())) {
    const mail: Record<string, string> = part.takesMail
      ? { TICKETS_MAIL_PORT: process.env.TICKETS_MAIL_PORT ?? String(await ports.take(`${part.name}-mail`)) }
      : {};
    const environment = part.simulator
      ? softswitch[part.name]!
      : { ...shared, ...privateEnvironment(part.name, secrets, infrastructure), ...softswitch[part.name], ...mail };
    run.environments[part.name] = environment;
    const made = program(part, environment, await ports.take(`${part.name}-health`), port);
    if (part.name === inspected) made.args.unshift(`--inspect=127.0.0.1:${await ports.take('inspector', 9229)}`);
    programs.push(made);
  }
  const services = infrastructure.database.then(() =>
    step('starting the services and the gateway', () => Promise.all(programs.map((each) => supervisor.keep(each)))),
  );
  await Promise.all([infrastructure.all, services]);
}

function requireBuilt(): void {
  const missing = parts.filter(({ entry }) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Failure(`not built: ${missing.map(({ entry }) => entry).join(', ')}`);
}

function program(part: Part, environment: Record<string, string>, healthPort: number, publicPort: number): Program {
  return {
    name: part.name,
    command: process.execPath,
    args: ['--enable-source-maps', join(root, part.entry)],
    env: { ...environment, HEALTH_PORT: String(healthPort), ...(part.public ? { HTTP_PORT: String(publicPort) } : {}) },
    log: join(logs, `${part.name}.log`),
    port: part.public ? publicPort : healthPort,
    ready: async () =>
      (await fetch(`http://127.0.0.1:${healthPort}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok,
    startsWithinMs: 90_000,
    graceMs: 15_000,
  };
}
