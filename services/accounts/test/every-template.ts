import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EmailTemplate } from '../src/mail/mail.text.js';

type Exported = Record<string, Record<string, EmailTemplate>>;
const files = globSync('services/accounts/src/**/*.templates.ts').toSorted();

/** Of every capability that sends mail. */
export const EVERY_TEMPLATE = (
  await Promise.all(files.map((file) => import(pathToFileURL(resolve(file)).href) as Promise<Exported>))
).flatMap((file) => Object.values(file).flatMap((templates) => Object.values(templates)));
