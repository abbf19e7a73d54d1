import { join } from 'node:path';

/** For dependency-cruiser alone: #libs are the sources, and not, as package.json says for a running process, what was built of them. */
export default { resolve: { alias: { '#libs': join(import.meta.dirname, '../libs') } } };
