import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Permission } from '../auth/permissions.js';

/** Where the build puts it; run from its sources, as tests of the API are, the gateway has no panel. */
export const PANEL_FOLDER = fileURLToPath(new URL('../../../panel', import.meta.url));

/** Nothing is loaded from elsewhere, no script stands in a page, no page of others frames ours. Components size themselves by style attributes. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
const EVERYONE: Permission = { roles: 'public' };

/**
 * Serves the panel as it was built: its page at the paths that it has pages for, and no others; files whose names hold their content's
 * hash, which browsers keep for good. The page itself is asked for each time, so that a release is seen at once.
 */
export function servePanel(fastify: FastifyInstance, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const paths = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as string[];
  void fastify.register((panel, _, done) => {
    panel.addHook('onRoute', (route) => void (route.config = { ...route.config, permission: EVERYONE }));
    void panel.register(staticFiles, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      index: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    });
    const show = (reply: FastifyReply): FastifyReply =>
      reply
        .header('content-security-policy', POLICY)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(page);
    for (const path of paths) panel.get(path, (_request, reply) => show(reply));
    done();
  });
}
