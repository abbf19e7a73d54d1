import { readdirSync } from 'node:fs';
import { exampleOf } from './kernel/details.js';
import type { ErrorClass, ErrorEntry, Text } from './kernel/domain-error.js';

/**
 * The catalogue of domain errors, read off their declarations: what `GET /problems/:code` answers, docs/errors.md shows
 * and the API document lists.
 */

const isDeclared = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && typeof (value as Partial<ErrorClass>).entry === 'object';

/** Every declared domain error, by code. @throws Error when two classes have one code */
export async function errorCatalogue(): Promise<ReadonlyMap<string, ErrorClass>> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(\.errors|domain-error)\.(js|ts)$/.test(file))
    .toSorted();
  const found = new Map<string, ErrorClass>();
  for (const file of files) {
    const exported = (await import(`./${file.replace(/\.ts$/, '.js')}`)) as Record<string, unknown>;
    for (const declared of Object.values(exported).filter(isDeclared)) {
      const { code } = declared.entry;
      if ((found.get(code) ?? declared) !== declared) throw new Error(`${code} is declared twice`);
      found.set(code, declared);
    }
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sentence of an error, with the example of its details where they are part of it. */
export const sentenceOf = ({ text, details }: ErrorEntry<any>): Text =>
  typeof text === 'function' ? text(exampleOf(details ?? {})) : text;

function sectionOf({ entry }: ErrorClass): string {
  const said = sentenceOf(entry);
  const details = Object.entries((entry as ErrorEntry).details ?? {});
  return [
    `## ${entry.code}`,
    '',
    `HTTP ${entry.status}`,
    '',
    '| | |',
    '|---|---|',
    `| it | ${said.it} |`,
    `| en | ${said.en} |`,
    `| che fare | ${entry.todo.it} |`,
    `| what to do | ${entry.todo.en} |`,
    ...details.map(
      ([name, { schema, example, optional }]) =>
        `| \`details.${name}\`${optional ? ' (optional)' : ''} | ${String(schema.type)}: ${String(schema.description)}; e.g. \`${JSON.stringify(example)}\` |`,
    ),
    '',
  ].join('\n');
}

/** docs/errors.md. */
export async function errorsDocument(): Promise<string> {
  const declared = [...(await errorCatalogue()).values()];
  return `# Errors

Written by \`npm run docs\` from the declarations in \`libs/api/**/*.errors.ts\`; do not edit. Every error of the API is an RFC 9457
problem whose \`type\` is \`/problems/<code>\`, where the same can be read. Branch on \`code\`. Sentences that tell amounts, days or
names are shown with an example.

${declared.map(sectionOf).join('\n')}`;
}
