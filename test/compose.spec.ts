import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { assertComplete, type PlatformConfig } from '../libs/platform/config.js';
import { REQUIRED_IN_PRODUCTION, type Requiring } from '../libs/platform/production.js';
import { definitions } from '../tools/launcher/broker-access.ts';
import { privateEnvironment, sharedEnvironment, softswitchEnvironment } from '../tools/launcher/environment.ts';
import { makeSecrets } from '../tools/launcher/secrets.ts';
import { SETTINGS } from '../tools/launcher/settings.ts';
import { parts, SOFTSWITCH } from '../tools/launcher/system.ts';

interface Service {
  command?: string[];
  ports?: string[];
  profiles?: string[];
  environment?: Record<string, string | null>;
  volumes?: string[];
}

const root = resolve(import.meta.dirname, '..');
const text = readFileSync(resolve(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service> };
const schemaText = readFileSync(resolve(root, 'test/fixtures/compose-spec.json'), 'utf8');
const services = Object.entries(compose.services);

/** The specification names schemas and their dialect in an older way, which ajv refuses; neither says anything about a file. */
function withoutOldKeywords(key: string, value: unknown): unknown {
  return key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value;
}

describe('docker-compose.yml', () => {
  it('follows the Compose Specification', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    ajv.addFormat('ports', /^[\d.:${}\w-]+(\/(tcp|udp))?$/);
    ajv.addFormat('expose', /^\d+$/);
    ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
    ajv.addFormat('subnet_ip_address', true);
    const validate = ajv.compile(JSON.parse(schemaText, withoutOldKeywords) as object);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(parts)('runs $name as the launcher does, a simulator in the demo alone', ({ name, entry, simulator }) => {
    expect(compose.services[name]?.command?.at(-1)).toBe(entry);
    expect(compose.services[name]?.profiles).toEqual(simulator ? ['demo'] : undefined);
  });

  it('has no secret with a default', () => {
    const withDefault = text.match(/\$\{\w*(PASSWORD|SECRET|PRIVATE_KEY)\w*:?-[^}]+\}/g);
    expect(withDefault).toBeNull();
  });

  it('publishes nothing but the gateway and the intake of mail, on loopback', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published.map(([name]) => name)).toEqual(['tickets', 'gateway']);
    for (const [, port] of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('gives the private key and the staff password to accounts and the demo alone', () => {
    const trusted = services.filter(
      ([, { environment = {} }]) => 'JWT_PRIVATE_KEY' in environment || 'STAFF_PASSWORD' in environment,
    );
    expect(trusted.map(([name]) => name)).toEqual(['accounts', 'demo']);
  });
});

describe('what a process is given', () => {
  const KEYS = ['RABBITMQ_URL', 'MONGODB_URI', 'SECRET_KEY', 'JWT_PRIVATE_KEY', 'STAFF_PASSWORD'];
  const given = (environment: Record<string, string | null> = {}): string[] => KEYS.filter((name) => environment[name]);
  const secrets = makeSecrets();
  const infrastructure = { GATEWAY_RABBITMQ_URL: 'amqp://gateway@127.0.0.1' };
  const softswitch = softswitchEnvironment(secrets, 1, 'http://127.0.0.1:8080')[SOFTSWITCH]!;

  it('the softswitch can forge nobody: it has neither broker, database nor keys', () => {
    expect([given(softswitch), given(compose.services[SOFTSWITCH]!.environment)]).toEqual([[], []]);
  });

  it('the gateway, which strangers talk to, has no database and no files', () => {
    expect(compose.services.gateway!.volumes).toEqual([]);
    expect(given(compose.services.gateway!.environment)).toEqual(['RABBITMQ_URL', 'SECRET_KEY']);
    expect(privateEnvironment('gateway', secrets, infrastructure)).toMatchObject({ MONGODB_URI: '' });
  });

  it('the gateway has a broker user of its own, which may do the same in the containers as here', () => {
    expect(privateEnvironment('gateway', secrets, infrastructure).RABBITMQ_URL).toBe('amqp://gateway@127.0.0.1');
    expect(compose.services.gateway!.environment!.RABBITMQ_URL).toMatch(/^amqp:\/\/gateway:/);
    const filled = { RABBITMQ_PASSWORD: 'a', GATEWAY_RABBITMQ_PASSWORD: 'b' };
    const written = compose.services.rabbitmq!.environment!.OPENVOIP_DEFINITIONS!.replace(
      /\$\{(\w+):\?\}/g,
      (_all, name: keyof typeof filled) => filled[name],
    );
    expect(JSON.parse(written.replaceAll('$$', '$'))).toEqual(
      definitions({ user: 'openvoip', password: 'a', gatewayPassword: 'b' }),
    );
  });
});

describe('what the processes read from their environment', () => {
  /** Behind its decorators, on their line or on the next. */
  const DECLARATION = /^ {2}(?:@.*\) |(?<=\)\n {2}))([A-Z][A-Z0-9_]+)(?:[?!]?:| =)/gm;
  /** Said by the launcher for each process, and by the image. */
  const OF_A_PROCESS = ['HOST', 'HEALTH_PORT', 'HTTP_PORT', 'TICKETS_MAIL_PORT'];
  const files = globSync('{libs,services,gateway,simulators}/**/*.ts', { cwd: root }).filter(
    (file) => !/\.spec\.ts$|\/test\//.test(file),
  );
  const read = [
    ...new Set(
      files.flatMap((file) =>
        [...readFileSync(resolve(root, file), 'utf8').matchAll(DECLARATION)].map(([, name]) => name!),
      ),
    ),
  ].sort();

  it('is known', () => {
    expect(read).toEqual(
      expect.arrayContaining(['REGISTRATION_HOURS', 'PRORATION', 'HTTP_PORT', 'RABBITMQ_URL', 'SECRET_KEY']),
    );
    expect(SETTINGS.filter((name) => !read.includes(name))).toEqual([]);
  });

  it('is set by the launcher, or passed on as the caller sets it', () => {
    const secrets = makeSecrets();
    const infrastructure = {
      RABBITMQ_URL: 'amqp://127.0.0.1',
      GATEWAY_RABBITMQ_URL: 'amqp://gateway@127.0.0.1',
      MONGODB_URI: 'mongodb://127.0.0.1',
      all: Promise.resolve(),
    };
    const shared = sharedEnvironment(infrastructure, secrets, 'http://127.0.0.1:8080');
    const given = Object.assign(
      {},
      shared,
      privateEnvironment('accounts', secrets, infrastructure),
      ...Object.values(softswitchEnvironment(secrets, 1, 'http://127.0.0.1:8080')),
    );
    expect(read.filter((name) => !(name in given || SETTINGS.includes(name) || OF_A_PROCESS.includes(name)))).toEqual(
      [],
    );
    expect(Object.values(given).every((value) => typeof value === 'string')).toBe(true);
    expect(shared).not.toHaveProperty('all');
  });

  it('is set in docker-compose.yml, or taken from the .env', () => {
    const image = readFileSync(resolve(root, 'Dockerfile'), 'utf8');
    const given = Object.assign({}, ...services.map(([, { environment }]) => environment));
    expect(read.filter((name) => !(name in given || image.includes(`${name}=`)))).toEqual([]);
  });
});

describe('a production start', () => {
  const everything = Object.fromEntries(
    Object.values(REQUIRED_IN_PRODUCTION)
      .flat()
      .map((name) => [name, 'set']),
  );
  const cases = (Object.keys(REQUIRED_IN_PRODUCTION) as Requiring[]).flatMap((part) =>
    REQUIRED_IN_PRODUCTION[part].map((name) => [part, name] as const),
  );
  const production = { OPENVOIP_MODE: 'production' } as PlatformConfig;

  it.each(cases)('of %s without %s is refused, and it is named', (part, name) => {
    expect(() => assertComplete(part, production, everything)).not.toThrow();
    expect(() => assertComplete(part, production, { ...everything, [name]: '' })).toThrow(
      `configuration: production needs ${name}`,
    );
  });

  it.each([
    ['PUBLIC_URL', 'http://127.0.0.1:8080'],
    ['MAIL_FROM', 'OpenVOIP <no-reply@openvoip.example>'],
  ])('with the %s of the demo is refused', (name, value) => {
    expect(() => assertComplete('accounts', production, { ...everything, [name]: value })).toThrow(name);
  });

  it('needs only what is passed on to the processes', () => {
    const passedOn = [...SETTINGS, 'PUBLIC_URL', 'MAIL_FROM'];
    expect(
      Object.values(REQUIRED_IN_PRODUCTION)
        .flat()
        .filter((name) => !passedOn.includes(name)),
    ).toEqual([]);
  });
});
