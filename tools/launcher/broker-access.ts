import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './files.ts';

/** Made at the first start; they hold for as long as the node's data does, wherever its folder is moved. */
export interface Credentials {
  node: string;
  user: string;
  password: string;
  gatewayPassword: string;
}

/** The user of the process that strangers talk to. */
export const GATEWAY_USER = 'gateway';

/**
 * What the gateway may do, in any namespace: call services by the exchange for calls, listen to events and to the demo's clock with
 * queues of its own, which the broker names. It can neither send an event nor read or empty anybody's queue.
 */
const OF_ITS_OWN = 'amq\\.(gen-|rabbitmq\\.reply-to).*';
const CLOCK = '[^.]+\\.clock';
const GATEWAY_MAY = {
  configure: `^(${OF_ITS_OWN}|${CLOCK})$`,
  write: `^(${OF_ITS_OWN}|${CLOCK}|[^.]+\\.rpc)$`,
  read: `^(${OF_ITS_OWN}|${CLOCK}|[^.]+\\.events)$`,
};

/** Those kept in a folder; what is missing in a file of an earlier version is made. */
export function credentials(folder: string): Credentials {
  const file = join(folder, 'credentials.json');
  const known = readJson<Partial<Credentials>>(file);
  const made = {
    node: `openvoip-${randomBytes(4).toString('hex')}@localhost`,
    user: 'openvoip',
    password: randomBytes(18).toString('hex'),
    gatewayPassword: randomBytes(18).toString('hex'),
    ...known,
  };
  if (!known?.gatewayPassword) writeJson(file, made);
  return made;
}

/** The users and their rights, as RabbitMQ loads them each time that it starts. */
export function definitions({ user, password, gatewayPassword }: Omit<Credentials, 'node'>): object {
  const all = { configure: '.*', write: '.*', read: '.*' };
  return {
    vhosts: [{ name: '/' }],
    users: [
      { name: user, password, tags: '' },
      { name: GATEWAY_USER, password: gatewayPassword, tags: '' },
    ],
    permissions: [
      { user, vhost: '/', ...all },
      { user: GATEWAY_USER, vhost: '/', ...GATEWAY_MAY },
    ],
  };
}
