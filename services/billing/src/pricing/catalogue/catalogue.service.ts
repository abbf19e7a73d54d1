import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { Ajv } from 'ajv';
import { IsString } from 'class-validator';
import { parse } from 'yaml';
import { isRomeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import {
  announcementProblem,
  completeServices,
  INVOICING_BASES,
  invoicingOf,
  versionOn,
  withNotice,
  type CatalogueVersion,
  type InvoicingBasis,
} from './catalogue.rules.js';

const word = { type: 'string', pattern: '^\\S' };
const text = {
  type: 'object',
  additionalProperties: false,
  required: ['it', 'en'],
  properties: { it: word, en: word },
};
const code = { type: 'string', pattern: '^[a-z][a-z0-9_]{1,59}$' };
const whole = (minimum: number) => ({ type: 'integer', minimum });

/** Closed on purpose: a price of any other kind than `monthlyNetCents` is refused at start (R1). */
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['versions'],
  properties: {
    versions: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['version', 'from', 'groups', 'products'],
        properties: {
          version: word,
          from: { type: 'string', pattern: '^\\d{4}-\\d{2}-01$' },
          announced: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          invoicing: { enum: INVOICING_BASES },
          groups: {
            type: 'object',
            additionalProperties: {
              type: 'object',
              additionalProperties: false,
              required: ['name'],
              properties: { name: text, default: code },
            },
          },
          products: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['code', 'name', 'monthlyNetCents', 'vatBasisPoints'],
              properties: {
                code,
                name: text,
                monthlyNetCents: whole(0),
                vatBasisPoints: { ...whole(0), maximum: 10_000 },
                group: { type: 'string' },
                minimum: whole(1),
                maximum: whole(1),
                requires: { type: 'array', minItems: 1, items: code },
                allowanceMinutes: whole(1),
              },
            },
          },
        },
      },
    },
  },
};

/** Where the catalogue is read from when the process starts. */
class CatalogueConfig {
  /** A YAML file like the one that comes with the platform. */
  @IsString() CATALOGUE_FILE = fileURLToPath(new URL('catalogue.yaml', import.meta.url));
}

/** The catalogue, read from its file and proven when the process starts. */
@Injectable()
export class Catalogue {
  /** As the file has them. */
  readonly declared: readonly CatalogueVersion[] = parseCatalogue(
    readFileSync(readConfig(CatalogueConfig).CATALOGUE_FILE, 'utf8'),
  );
  /** As they hold: without those that customers have not been told of for long enough (R26). */
  versions: readonly CatalogueVersion[] = withNotice(this.declared, () => undefined);

  /** Takes in from when each version holds that customers are told of beforehand; undefined while not all are. */
  announced(holdsFrom: (version: string) => RomeDate | undefined): void {
    this.versions = withNotice(this.declared, holdsFrom);
  }

  /** The next version after a day, as it is written or as it will hold. */
  after(day: RomeDate): CatalogueVersion | undefined {
    const { version: current } = this.on(day);
    const next = this.declared[this.declared.findIndex(({ version }) => version === current) + 1];
    return next && (this.versions.find(({ version }) => version === next.version) ?? next);
  }

  /** The version in force on a Rome day. */
  on(day: RomeDate): CatalogueVersion {
    return versionOn(this.versions, day);
  }

  /** The prices of a day as a charge that is booked on another has them: with VAT, or without where top-ups are invoiced (R24). */
  chargedOn(booked: RomeDate, day: RomeDate): CatalogueVersion {
    const version = this.on(day);
    const { invoicing } = this.on(booked);
    return invoicingOf(version) === invoicingOf({ invoicing }) ? version : { ...version, invoicing };
  }

  /** Since when the basis of a day is what it is: the day of its first version, or of the switch to it. */
  basisSince(day: RomeDate): { readonly basis: InvoicingBasis; readonly since: RomeDate } {
    const basis = invoicingOf(this.on(day));
    const begun = this.versions.filter(({ from }) => from <= day);
    const before = begun.findLastIndex((version) => invoicingOf(version) !== basis);
    return { basis, since: begun[before + 1]!.from };
  }
}

/** Reads and proves a catalogue. @throws ConfigError naming what is wrong. */
export function parseCatalogue(yaml: string): CatalogueVersion[] {
  const file = read(yaml);
  const validate = new Ajv({ allErrors: true }).compile<{ versions: CatalogueVersion[] }>(SCHEMA);
  if (!validate(file))
    throw new ConfigError(
      validate.errors!.map(
        ({ instancePath, message, params }) => `catalogue ${instancePath} ${message} ${JSON.stringify(params)}`,
      ),
    );
  const problems = file.versions.flatMap((version, index) => problemsOf(version, file.versions[index - 1]));
  if (problems.length > 0) throw new ConfigError(problems);
  return file.versions;
}

function read(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    throw new ConfigError([`catalogue: ${(error as Error).message}`]);
  }
}

function problemsOf(version: CatalogueVersion, before: CatalogueVersion | undefined): string[] {
  const codes = version.products.map((product) => product.code);
  const groups = Object.keys(version.groups);
  const say = (what: string): string => `catalogue ${version.version}: ${what}`;
  const problems = codes
    .filter((name, index) => codes.indexOf(name) !== index)
    .map((name) => say(`${name} is there twice`));
  if (!isRomeDate(version.from) || (before && before.from >= version.from))
    problems.push(say('versions must be in order of their dates'));
  const unannounced = announcementProblem(version, before);
  if (unannounced) problems.push(say(unannounced));
  const rates = new Set(version.products.map(({ vatBasisPoints }) => vatBasisPoints));
  if (invoicingOf(version) === 'top_up' && (rates.size > 1 || rates.has(0)))
    problems.push(say('top-ups can be invoiced only where all products have one VAT rate'));
  for (const product of version.products) {
    if (product.group && !groups.includes(product.group)) problems.push(say(`${product.code} is of an unknown group`));
    problems.push(
      ...(product.requires ?? [])
        .filter((name) => !codes.includes(name))
        .map((name) => say(`${product.code} requires the unknown ${name}`)),
    );
  }
  for (const [group, { default: name }] of Object.entries(version.groups)) {
    if (name && version.products.find((product) => product.code === name)?.group !== group)
      problems.push(say(`the default of ${group} is not one of its products`));
  }
  // A product on sale may be on contracts: dropping it would leave them without a price.
  problems.push(
    ...(before?.products ?? [])
      .filter((product) => !codes.includes(product.code))
      .map((product) => say(`${product.code} may not disappear`)),
  );
  if (problems.length === 0) completeServices(version, []);
  return problems;
}
