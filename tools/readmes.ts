import { globSync, readFileSync } from 'node:fs';
import type { MessageDefinition, RpcDefinition, ServiceName } from '#libs/api/kernel/definition.js';
import { lifeFiles, machinesOf } from './states.ts';

type Load = (file: string) => Promise<Record<string, unknown>>;
type Definition = MessageDefinition | RpcDefinition;
/** Who receives each message, by its name. */
type Receivers = ReadonlyMap<string, readonly ServiceName[]>;

const BEGIN = '<!-- Written by `npm run docs`, from here to the end. -->';
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replace(/\| ---/g, '|---').replace(/--- \|/g, '---|'))
    .join('\n');
const section = (title: string, text: string, none: string): string => `## ${title}\n\n${text || none}\n`;

/** The README of a service: what people wrote, and below it what the code says. `load` imports a file by its path in the repository. */
export async function serviceReadme(service: ServiceName, load: Load): Promise<string> {
  const written = readFileSync(`services/${service}/README.md`, 'utf8').split(BEGIN)[0]!;
  const { catalogue } = (await load('libs/api/asyncapi.ts')) as { catalogue: () => Promise<readonly Definition[]> };
  const { receiversOf } = (await load('libs/api/subscriptions.ts')) as { receiversOf: () => Receivers };
  const definitions = await catalogue();
  const parts = [
    section('Boxes', boxes(service), ''),
    section('States', await states(service, load), 'None is drawn yet.'),
    section('Sagas', sagas(service), 'None of its own.'),
    section('Messages in', messages(definitions, receiversOf(), { to: service }), 'None.'),
    section('Messages out', messages(definitions, receiversOf(), { from: service }), 'None.'),
    section('Questions it answers', questions(service, definitions), 'None.'),
  ];
  return `${written}${BEGIN}\n\n${parts.join('\n')}`;
}

/** As the architecture has them. */
function boxes(service: ServiceName): string {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const rows = page
    .slice(page.indexOf(`### ${service}\n`))
    .split(/\n#/)[0]!
    .split('\n');
  return rows.filter((row) => row.startsWith('|')).join('\n');
}

async function states(service: ServiceName, load: Load): Promise<string> {
  const rows: string[] = [];
  for (const file of lifeFiles().filter((one) => one.startsWith(`services/${service}/`)))
    for (const { table: life } of await machinesOf(file, load))
      rows.push(
        `- [${life.of[0]!.toUpperCase()}${life.of.slice(1)}](../../docs/states.md#${life.of.replaceAll(' ', '-')}): ${life.states.map((state) => `\`${state}\``).join(', ')}`,
      );
  return rows.join('\n');
}

/** By their source: a saga is part of what Nest puts together, and cannot be asked without. */
function sagas(service: ServiceName): string {
  const rows = globSync(`services/${service}/src/**/*.saga.ts`)
    .toSorted()
    .flatMap((file) => {
      const [source = ''] = readFileSync(file, 'utf8').split('constructor(');
      const [, kind] = /^ {4}kind: '([^']+)'/m.exec(source) ?? [];
      const constants = new Map(
        [...source.matchAll(/const (\w+) = '([^']+)'/g)].map(([, name, value]) => [name!, value!]),
      );
      const steps = [...source.matchAll(/\bname: (?:['`]([^'`]+)['`]|([A-Z_]+)),/g)].map(
        ([, text, name]) => text?.replace(/\$\{[^}]+\}/g, '…') ?? constants.get(name!) ?? name!,
      );
      return kind ? [[`[\`${kind}\`](${file.replace(`services/${service}/`, '')})`, steps.join(' → ')]] : [];
    });
  return rows.length > 0 ? table(['saga', 'steps'], rows) : '';
}

function messages(
  definitions: readonly Definition[],
  receivers: Receivers,
  { from, to }: { readonly from?: ServiceName; readonly to?: ServiceName },
): string {
  const rows = definitions
    .filter((one): one is MessageDefinition => one.kind !== 'rpc')
    .filter(({ name, owner }) => (to ? receivers.get(name)?.includes(to) : owner === from))
    .map(({ name, owner, description }) => [
      `\`${name}\``,
      to ? owner : (receivers.get(name) ?? []).join(', ') || '—',
      description.replaceAll('|', '\\|'),
    ]);
  return rows.length > 0 ? table(['message', to ? 'from' : 'to', 'what it says'], rows) : '';
}

const questions = (service: ServiceName, definitions: readonly Definition[]): string =>
  definitions
    .filter((one) => one.kind === 'rpc' && one.service === service)
    .map(({ name }) => `\`${name}\``)
    .join(', ');
