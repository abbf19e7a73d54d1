import { readdirSync } from 'node:fs';
import { SERVICES, type MessageDefinition, type RpcDefinition } from './kernel/definition.js';
import type { BodyClass } from './kernel/field.js';
import { schemaOf } from './kernel/schema.js';
import { receiversOf, subscriptionsOf } from './subscriptions.js';

type Definition = MessageDefinition | RpcDefinition;
type Json = Record<string, unknown>;

const isDefinition = (value: unknown): value is Definition =>
  ['rpc', 'event', 'command'].includes((value as Definition | null)?.kind as string);

/** Every RPC and message that the files of libs/api define. */
export async function catalogue(): Promise<readonly Definition[]> {
  const found = new Map<string, Definition>();
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|ts)$/.test(file) && !/\.(spec|d)\.ts$|asyncapi/.test(file))
    .toSorted();
  for (const file of files) {
    const exported = Object.values((await import(`./${file.replace(/\.ts$/, '.js')}`)) as Json);
    const nested = exported.flatMap((value) =>
      value && typeof value === 'object' && !isDefinition(value) ? Object.values(value) : [value],
    );
    for (const value of nested) if (isDefinition(value)) found.set(value.name, value);
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const reference = (body: BodyClass): Json => ({ $ref: `#/components/schemas/${body.name}` });

/** All body classes that definitions reach, as component schemas. */
function schemas(definitions: readonly Definition[]): Json {
  const components: Json = {};
  const add = (body: BodyClass): Json => {
    if (!(body.name in components)) {
      components[body.name] = {};
      components[body.name] = schemaOf(body, add);
    }
    return reference(body);
  };
  for (const definition of definitions)
    for (const body of definition.kind === 'rpc' ? [definition.request, definition.reply] : [definition.body])
      add(body);
  return Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const key = (name: string): string => name.replaceAll('.', '_');

function messageParts(definition: MessageDefinition): { channel: Json; message: Json; operations: Json } {
  const receivers = receiversOf().get(definition.name) ?? [];
  const channel = {
    address: definition.name,
    messages: { [key(definition.name)]: { $ref: `#/components/messages/${key(definition.name)}` } },
  };
  const message = {
    name: definition.name,
    title: definition.description,
    contentType: 'application/json',
    payload: reference(definition.body),
  };
  const channelReference = { $ref: `#/channels/${key(definition.name)}` };
  const operations: Json = Object.fromEntries(
    receivers.map((service) => [
      `${service}_receives_${key(definition.name)}`,
      { action: 'receive', channel: channelReference, summary: `${service}: ${definition.description}` },
    ]),
  );
  if (definition.kind === 'event')
    operations[`${definition.owner}_sends_${key(definition.name)}`] = {
      action: 'send',
      channel: channelReference,
      summary: definition.description,
    };
  return { channel, message, operations };
}

function rpcParts(definition: RpcDefinition): { channel: Json; messages: Json; operations: Json } {
  const name = key(definition.name);
  const messages = {
    [`${name}_request`]: {
      name: `${definition.name} request`,
      contentType: 'application/json',
      payload: reference(definition.request),
    },
    [`${name}_reply`]: {
      name: `${definition.name} reply`,
      contentType: 'application/json',
      payload: reference(definition.reply),
    },
  };
  const channel = {
    address: `${definition.service}.rpc`,
    messages: Object.fromEntries(Object.keys(messages).map((id) => [id, { $ref: `#/components/messages/${id}` }])),
  };
  const operations = {
    [`${definition.service}_answers_${name}`]: {
      action: 'receive',
      channel: { $ref: `#/channels/${name}` },
      messages: [{ $ref: `#/channels/${name}/messages/${name}_request` }],
      reply: {
        channel: { $ref: `#/channels/${name}` },
        messages: [{ $ref: `#/channels/${name}/messages/${name}_reply` }],
      },
    },
  };
  return { channel, messages, operations };
}

/** The AsyncAPI 3 document of everything that crosses the broker, made from the code. */
export async function asyncApi(): Promise<Json> {
  const definitions = await catalogue();
  const channels: Json = {};
  const operations: Json = {};
  const messages: Json = {};
  for (const definition of definitions) {
    if (definition.kind === 'rpc') {
      const parts = rpcParts(definition);
      channels[key(definition.name)] = parts.channel;
      Object.assign(messages, parts.messages);
      Object.assign(operations, parts.operations);
    } else {
      const parts = messageParts(definition);
      channels[key(definition.name)] = parts.channel;
      messages[key(definition.name)] = parts.message;
      Object.assign(operations, parts.operations);
    }
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'OpenVOIP messages',
      version: '1.0.0',
      description:
        'Events and commands (CloudEvents 1.0, binary mode): a copy in the queue `<namespace>.<service>` of each receiver, and one on the topic exchange `<namespace>.events` for whoever binds a queue of its own there. RPCs over direct reply-to.',
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages, schemas: schemas(definitions) },
  };
}

/** Messages in the table of receivers that nobody defines, and events that nobody receives, for review. */
export async function unrouted(): Promise<readonly string[]> {
  const known = new Set((await catalogue()).map((definition) => definition.name));
  return SERVICES.flatMap((service) => subscriptionsOf(service))
    .map((definition) => definition.name)
    .filter((name) => !known.has(name));
}
