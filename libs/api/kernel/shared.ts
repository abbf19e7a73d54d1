import { Count, Id, Text } from './fields.js';

/** Nothing to say. */
export class Empty {}

/** Names a contract; the service checks that it is the caller's. */
export class OfContract {
  @Id({ description: 'The contract' }) contractId!: string;
}

/** One page of a list: give `cursor` back to read on. */
export class PageQuery {
  @Text({ optional: true, max: 200, description: 'Where to read on: `nextCursor` of the page before' }) cursor?: string;
  @Count({ optional: true, min: 1, max: 200, description: 'How many at most, 50 by default' }) limit?: number;
}

/** The answer to a command that has nothing to tell but that it was done. */
export class Done {
  @Text({ description: 'What was done' }) done!: string;
}
