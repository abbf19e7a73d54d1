import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.d.ts';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/**
 * The API's own client: every path, parameter, body and answer as the API document has them. `fetch` signs requests, where they
 * need it; without it only what is public can be asked.
 */
export const apiClient = (baseUrl: string, fetch?: (request: Request) => Promise<Response>): Client<paths> =>
  createClient<paths>({ baseUrl, ...(fetch ? { fetch } : {}) });
