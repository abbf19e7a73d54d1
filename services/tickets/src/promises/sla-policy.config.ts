import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import { parse } from 'yaml';
import {
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
  type TicketCategory,
  type TicketPriority,
} from '#libs/api/tickets/tickets.js';
import { addWorkingMinutes, type WorkingHours } from '#libs/italy/working-time.js';
import { ConfigError, readConfig } from '#libs/platform/config.js';
import { ComplaintConfig } from './complaint.config.js';
import type { ComplaintPolicy } from './complaint.rules.js';
import type { SlaTargets } from './sla.rules.js';

class SlaConfig {
  /** A YAML file in the form of sla.yaml, which holds the defaults. */
  @IsOptional() @IsString() TICKETS_SLA_FILE?: string;
}

type Row = Partial<Record<TicketPriority, SlaTargets>>;
interface PolicyFile {
  readonly hours: WorkingHours;
  readonly complaints?: { readonly answerDays: number };
  readonly default: Record<TicketPriority, SlaTargets>;
  readonly categories?: Partial<Record<TicketCategory, Row>>;
}

const isMinutes = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

const PARTS = ['hours', 'complaints', 'default', 'categories'];
/** For policies that were written before there were complaints. */
const ANSWER_DAYS = 45;

/** Every wrong place of a policy file, named. */
function problemsOf(file: PolicyFile): string[] {
  const rows = { default: file.default ?? {}, ...file.categories } as Record<string, Row>;
  const unknown = Object.keys(file.categories ?? {})
    .filter((name) => !TICKET_CATEGORIES.includes(name as TicketCategory))
    .map((name) => `${name} is not a category`);
  const missing = TICKET_PRIORITIES.filter((priority) => !rows.default![priority]).map(
    (priority) => `default.${priority} is missing`,
  );
  const wrong = Object.entries(rows).flatMap(([name, row]) =>
    Object.entries(row)
      .filter(
        ([priority, targets]) =>
          !TICKET_PRIORITIES.includes(priority as TicketPriority) ||
          !isMinutes(targets.firstAnswer) ||
          !isMinutes(targets.resolution),
      )
      .map(([priority]) => `${name}.${priority} is not a priority with whole minutes for firstAnswer and resolution`),
  );
  // A misspelt `categories` would leave every promise at its default.
  const strange = Object.keys(file)
    .filter((name) => !PARTS.includes(name))
    .map((name) => `${name} is not a part of a policy`);
  const days = isMinutes(file.complaints?.answerDays ?? ANSWER_DAYS)
    ? []
    : ['complaints.answerDays is not a whole number of days'];
  return [...strange, ...unknown, ...missing, ...wrong, ...days];
}

/** What is promised for each category and priority, read once at start. */
@Injectable()
export class SlaPolicy {
  readonly hours: WorkingHours;
  private readonly file: PolicyFile;
  private readonly addresses = readConfig(ComplaintConfig);

  constructor() {
    const path = readConfig(SlaConfig).TICKETS_SLA_FILE ?? join(import.meta.dirname, 'sla.yaml');
    this.file = parse(readFileSync(path, 'utf8')) as PolicyFile;
    const problems = problemsOf(this.file);
    if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${path}: ${problem}`));
    this.hours = this.file.hours;
    addWorkingMinutes(new Date(0), 1, this.hours);
  }

  /** How complaints are dealt with, and what their customers are told. */
  get complaints(): ComplaintPolicy {
    return {
      answerDays: this.file.complaints?.answerDays ?? ANSWER_DAYS,
      conciliationUrl: this.addresses.CONCILIATION_URL,
      ...(this.addresses.COMPLAINTS_CONTACT ? { contact: this.addresses.COMPLAINTS_CONTACT } : {}),
    };
  }

  /** Working minutes to the first answer and to the resolution. */
  targets(category: TicketCategory, priority: TicketPriority): SlaTargets {
    return this.file.categories?.[category]?.[priority] ?? this.file.default[priority];
  }
}
