import { globSync } from 'node:fs';
import type { Machine } from '#libs/platform/state-machine.js';

type AnyMachine = Machine<string, string, string>;

const HEAD = `# States

Written from the tables by \`npm run docs\`: do not edit. What no arrow shows cannot happen; beside each move stands who may make it
([why](decisions/state-machines.md)).
`;

/** Where state machines are declared. */
export const lifeFiles = (): string[] =>
  globSync(['services/*/src/**/*-life.rules.ts', 'libs/**/*-life.rules.ts']).toSorted();

const isMachine = (value: unknown): value is AnyMachine =>
  typeof value === 'object' && value !== null && 'table' in value && 'after' in value;

/** What a file declares. */
export async function machinesOf(
  file: string,
  load: (file: string) => Promise<Record<string, unknown>>,
): Promise<AnyMachine[]> {
  return Object.values(await load(file)).filter(isMachine);
}

/** The page of all state machines, one diagram each; `load` imports a file by its path in the repository. */
export async function statesPage(load: (file: string) => Promise<Record<string, unknown>>): Promise<string> {
  const parts: string[] = [];
  for (const file of lifeFiles()) for (const life of await machinesOf(file, load)) parts.push(section(file, life));
  return [HEAD, ...parts].join('\n');
}

function section(file: string, { table: { of, states, begins, moves } }: AnyMachine): string {
  const arrows = Object.entries(moves).flatMap(([name, { from, to, stays = [], by }]) => [
    ...from.map((state) => ({ state, to, label: `${name} (${by.join(', ')})` })),
    ...stays.map((state) => ({ state, to: state, label: `${name} (${by.join(', ')})` })),
  ]);
  const ends = states.filter((state) => !arrows.some((arrow) => arrow.state === state && arrow.to !== state));
  return [
    `## ${of[0]!.toUpperCase()}${of.slice(1)}`,
    '',
    `[${file}](../${file})`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...begins.map((state) => `  [*] --> ${state}`),
    ...arrows.map(({ state, to, label }) => `  ${state} --> ${to}: ${label}`),
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
    '',
  ].join('\n');
}
