import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { parts } from '../tools/launcher/system.ts';

interface Service {
  command?: string[];
  ports?: string[];
  environment?: Record<string, string>;
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

  it.each(parts.filter(({ simulator }) => !simulator))('runs $name as the launcher does', ({ name, entry }) => {
    expect(compose.services[name]?.command?.at(-1)).toBe(entry);
  });

  it('has no secret with a default', () => {
    const withDefault = text.match(/\$\{\w*(PASSWORD|SECRET|PRIVATE_KEY)\w*:?-[^}]+\}/g);
    expect(withDefault).toBeNull();
  });

  it('publishes nothing but the gateway, on loopback', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([['gateway', expect.stringMatching(/^127\.0\.0\.1:/)]]);
  });

  it('gives the private key and the staff password to accounts and the demo alone', () => {
    const trusted = services.filter(([, { environment = {} }]) => 'JWT_PRIVATE_KEY' in environment || 'STAFF_PASSWORD' in environment);
    expect(trusted.map(([name]) => name)).toEqual(['accounts', 'demo']);
  });
});
