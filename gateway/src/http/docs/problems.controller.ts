import { Controller, Get } from '@nestjs/common';
import { detailsSchema } from '#libs/api/kernel/details.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { Count, FreeObject, Text } from '#libs/api/kernel/fields.js';
import { errorCatalogue, sentenceOf } from '#libs/api/problems.js';
import { currentContext } from '#libs/platform/context.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath } from '../../pipeline/input.js';

/** A kind of problem, as the catalogue of domain errors has it. */
export class ProblemKind {
  @Text({ description: 'Stable code to branch on' }) code!: string;
  @Count({ description: 'The HTTP status' }) status!: number;
  @Text({
    max: 1_000,
    description: 'What is told, with an example of its details; Italian or English by Accept-Language',
  })
  detail!: string;
  @Text({ max: 1_000, description: 'What whoever meets it can do' }) todo!: string;
  @FreeObject({ description: 'JSON Schema of `details`' }) details!: Record<string, unknown>;
}

/** What the `type` of a problem points to (RFC 9457). */
@Controller('problems')
export class ProblemsController {
  private readonly catalogue = errorCatalogue();

  @Get(':code')
  @Answers(ProblemKind, { summary: 'What a code of the problems means, and what to do about it' })
  async get(@FromPath('code', 'code') code: string): Promise<ProblemKind> {
    const entry = (await this.catalogue).get(code)?.entry;
    if (!entry) throw new NotFound('problem');
    const { locale } = currentContext();
    return {
      code,
      status: entry.status,
      detail: sentenceOf(entry)[locale],
      todo: entry.todo[locale],
      details: detailsSchema(entry.details ?? {}),
    };
  }
}
