import helmet from '@fastify/helmet';
import { fastify } from 'fastify';

const COMPUTED_PER_RESPONSE = ['content-length', 'content-type', 'date', 'connection', 'keep-alive'];

/**
 * Helmet's headers, asked of it once: they are the same for every answer, and working them out for each costs a tenth of
 * the hot path. Answers hold personal data, so nothing keeps them. The content security policy lets the documentation page load only what this server has.
 */
export async function securityHeaders(): Promise<Record<string, string>> {
  const probe = fastify();
  await probe.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const wanted = Object.entries(headers).filter(([name]) => !COMPUTED_PER_RESPONSE.includes(name));
  return { ...Object.fromEntries(wanted.map(([name, value]) => [name, String(value)])), 'cache-control': 'no-store' };
}
