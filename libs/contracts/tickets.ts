import { rpc } from './definition.js';
import { Done, Empty } from './shared.js';

export const ticketsRpc = {
  ping: rpc('tickets.ping', Empty, Done),
} as const;
