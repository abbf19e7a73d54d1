import { ANYONE } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Empty } from '../kernel/shared.js';

/** The terms of contract by version (R26): public, and kept with every contract as they were accepted. */

export const LANGUAGES = ['it', 'en'] as const;

export class TermsFile {
  @OneOf(LANGUAGES) language!: string;
  @Text({ max: 64, description: 'SHA-256 of the text in UTF-8, hexadecimal' }) sha256!: string;
}
export class TermsSummary {
  @Text({ max: 20 }) version!: string;
  @RomeDay({ description: 'The day from which it is written to hold' }) from!: string;
  @RomeDay({ optional: true, description: 'When customers are told of it, 30 days or more before' }) announced?: string;
  @Many(() => TermsFile) documents!: TermsFile[];
}
export class TermsList {
  @Text({ max: 20, description: 'The version in force today, which registrations accept' }) inForce!: string;
  @Many(() => TermsSummary, { description: 'Oldest first' }) versions!: TermsSummary[];
}
export class OfTerms {
  @Text({ max: 20, pattern: /^[\w.-]+$/, description: 'The version', example: '2026-1' }) version!: string;
}
export class TermsText extends TermsSummary {
  @OneOf(LANGUAGES, { description: 'The language of the text, as asked for by Accept-Language' }) language!: string;
  @Text({ max: 64, description: 'Of this text' }) sha256!: string;
  @Text({ max: 200_000, lines: true }) text!: string;
}

export const accountsTermsRpc = {
  list: rpc('accounts.terms.list', Empty, TermsList, { callers: ANYONE }),
  get: rpc('accounts.terms.get', OfTerms, TermsText, { callers: ANYONE, errors: [NotFound] }),
} as const;
