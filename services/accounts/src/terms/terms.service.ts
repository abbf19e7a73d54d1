import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Ajv } from 'ajv';
import type { Connection } from 'mongoose';
import { parse } from 'yaml';
import type { TermsAcceptance } from '#libs/api/accounts/accounts.js';
import { TermsNotInForce } from '#libs/api/errors/accounts/registration.errors.js';
import type { Locale } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { Announcements } from '#libs/messaging/announcements.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ConfigError } from '#libs/platform/config.js';
import { termsProblems, type TermsDocument, type TermsEntry, type TermsVersion } from './terms.rules.js';

const text = {
  type: 'object',
  additionalProperties: false,
  required: ['it', 'en'],
  properties: { it: { type: 'string' }, en: { type: 'string' } },
};
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
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
        required: ['version', 'from'],
        properties: {
          version: { type: 'string', pattern: '^[\\w.-]{1,20}$' },
          from: day,
          announced: day,
          changes: text,
        },
      },
    },
  },
};

/** The terms of contract, read from their files and proven when the process starts (R26). */
@Injectable()
export class Terms {
  readonly versions: readonly TermsVersion[] = readTerms();
  readonly announcements: Announcements;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(UnitOfWork) work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.announcements = new Announcements(connection, work, clock);
  }

  /** The version in force today: a later one only once everyone's notice of it is over. */
  async inForce(): Promise<TermsVersion> {
    const today = romeDate(this.clock.now());
    for (const version of this.versions.slice(1).toReversed()) {
      const from = await this.announcements.holdsFrom(version);
      if (from && from <= today) return version;
    }
    return this.versions[0]!;
  }

  /** Versions that are to come, and from when; told to whoever registers meanwhile. */
  async coming(): Promise<{ version: TermsVersion; from: RomeDate }[]> {
    const { from } = await this.inForce();
    const later = this.versions.filter((version) => version.from > from);
    return Promise.all(
      later.map(async (version) => ({ version, from: (await this.announcements.holdsFrom(version)) ?? version.from })),
    );
  }

  /** What is kept of an acceptance: of the version in force, in the language it was read in. @throws TermsNotInForce */
  async acceptance(language: Locale, version?: string): Promise<TermsAcceptance> {
    const inForce = await this.inForce();
    if (version !== undefined && version !== inForce.version) throw new TermsNotInForce(version, inForce.version);
    return {
      version: inForce.version,
      language,
      sha256: inForce.documents[language].sha256,
      how: 'accepted',
      at: this.clock.now().toISOString(),
    };
  }

  /** @throws NotFound */
  of(version: string): TermsVersion {
    const found = this.versions.find((each) => each.version === version);
    if (!found) throw new NotFound('terms');
    return found;
  }
}

function readTerms(): TermsVersion[] {
  const entries = parseTerms(readFileSync(new URL('index.yaml', import.meta.url), 'utf8'));
  return entries.map((entry) => ({
    ...entry,
    documents: { it: documentOf(entry.version, 'it'), en: documentOf(entry.version, 'en') },
  }));
}

/** Reads and proves the index. @throws ConfigError naming what is wrong */
export function parseTerms(yaml: string): TermsEntry[] {
  const file: unknown = parse(yaml);
  const validate = new Ajv({ allErrors: true }).compile<{ versions: TermsEntry[] }>(SCHEMA);
  if (!validate(file))
    throw new ConfigError(validate.errors!.map(({ instancePath, message }) => `terms ${instancePath} ${message}`));
  const problems = termsProblems(file.versions);
  if (problems.length > 0) throw new ConfigError(problems);
  return file.versions;
}

function documentOf(version: string, language: Locale): TermsDocument {
  const bytes = readFileSync(new URL(`${version}.${language}.txt`, import.meta.url));
  return { text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') };
}
