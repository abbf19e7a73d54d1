import {
  ErasureBlocked,
  ErasureUnderWay,
  ExportExpired,
  ExportNotReady,
  TooManyExports,
} from '#libs/api/errors/accounts/data-rights.errors.js';
import { StoppedByStaff } from '#libs/api/kernel/messaging.errors.js';
import { CUSTOMER, DESK, SUPERVISOR } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Flag, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Obstacle } from '../kernel/personal-data.js';
import { Empty, PageQuery } from '../kernel/shared.js';

/** A person's rights over its data (R29; GDPR art. 15, 17 and 20): a copy of all of it, and its erasure. */

export const EXPORT_STATES = ['preparing', 'ready', 'expired'] as const;
export class DataExportView {
  @Id() id!: string;
  @Id() customerId!: string;
  @OneOf(EXPORT_STATES, { description: 'expired: it was removed, and another can be asked for' })
  state!: (typeof EXPORT_STATES)[number];
  @OneOf(['customer', 'staff']) requestedByKind!: string;
  @Text({ optional: true, max: 500, lines: true, description: 'Why staff asked' }) reason?: string;
  @Instant() requestedAt!: string;
  @Instant({ optional: true }) readyAt?: string;
  @Instant({ optional: true, description: 'Until when it can be fetched' }) expiresAt?: string;
  @Count({ optional: true, max: Number.MAX_SAFE_INTEGER }) bytes?: number;
  @Text({ optional: true, max: 64, description: 'SHA-256 of the archive, hexadecimal' }) sha256?: string;
}
export class DataExportPage {
  @Many(() => DataExportView) items!: DataExportView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfDataExport {
  @Id({ description: 'The export' }) exportId!: string;
}
export class ReadDataExport extends OfDataExport {
  @Count({ description: 'Which piece of the archive, from 0' }) index!: number;
}
export class DataExportPiece {
  @Text({ max: 4_000_000, verbatim: true, description: 'Base64' }) content!: string;
  @Flag({ description: 'Another piece follows' }) more!: boolean;
}
export class AskForCustomer {
  @Id({ description: 'The customer' }) customerId!: string;
  @Text({ min: 10, max: 500, lines: true, description: 'How the person asked for it: kept' }) reason!: string;
}
export class OfCustomerRights extends PageQuery {
  @Id({ description: 'The customer' }) customerId!: string;
}

export const ERASURE_STATES = ['in_progress', 'completed', 'refused'] as const;
export class ErasedView {
  @Text({ max: 60 }) what!: string;
  @Count() count!: number;
}
export class KeptView {
  @Text({ max: 60, description: 'Stable code' }) what!: string;
  @Text({ max: 200, description: 'What it is, in the language asked for' }) text!: string;
  @Text({ max: 200, description: 'The law that keeps it' }) basis!: string;
  @Count() count!: number;
  @RomeDay({ optional: true, description: 'The first day on which some of it is removed by itself' }) until?: string;
}
export class ErasureView {
  @Id() id!: string;
  @Id() customerId!: string;
  @OneOf(ERASURE_STATES) state!: (typeof ERASURE_STATES)[number];
  @OneOf(['customer', 'staff']) requestedByKind!: string;
  @Text({ optional: true, max: 500, lines: true, description: 'Why staff asked' }) reason?: string;
  @Instant() requestedAt!: string;
  @Instant({ optional: true }) completedAt?: string;
  @Many(() => ErasedView, { description: 'What was removed' }) erased!: ErasedView[];
  @Many(() => KeptView, { description: 'What the law keeps, why and until when' }) kept!: KeptView[];
  @Many(() => Obstacle, { optional: true, description: 'Of a refused one: what stood in the way' })
  obstacles?: Obstacle[];
  @RomeDay({ optional: true, description: 'When the next of it is removed' }) nextDueOn?: string;
}
export class ErasurePage {
  @Many(() => ErasureView) items!: ErasureView[];
  @Text({ optional: true }) nextCursor?: string;
}
/** How far the erasure of a customer is, for whoever admits requests: from its beginning nothing is begun, after its end nothing is asked. */
export class ErasureMoved {
  @Id({ description: 'The customer' }) customerId!: string;
  @OneOf(ERASURE_STATES) state!: (typeof ERASURE_STATES)[number];
  @Instant({
    optional: true,
    description: 'Of a completed one: when the last access token of the customer ends, in real time',
  })
  tokensUntil?: string;
}
export class ErasuresNow {
  @Many(() => ErasureMoved, { max: 10_000 }) items!: ErasureMoved[];
}
export const erasureMoved = event(
  'accounts.erasure.moved.v1',
  ErasureMoved,
  'The erasure of a customer began, was completed, or was refused because something is not over.',
);

export class OfErasure {
  @Id({ description: 'The erasure' }) erasureId!: string;
}

export const accountsDataRightsRpc = {
  /** The customer's own; while one is being prepared it is that one. Refused with `too_many_exports` while several can still be fetched. */
  requestExport: rpc('accounts.data-export.request', Empty, DataExportView, {
    callers: CUSTOMER,
    key: true,
    errors: [ErasureUnderWay, NotFound, TooManyExports],
  }),
  /** Staff, on behalf; the customer fetches it. */
  requestExportFor: rpc('accounts.data-export.request-for', AskForCustomer, DataExportView, {
    callers: DESK,
    key: true,
    errors: [ErasureUnderWay, NotFound, TooManyExports],
  }),
  listExports: rpc('accounts.data-export.list', PageQuery, DataExportPage, { callers: CUSTOMER }),
  listExportsOf: rpc('accounts.data-export.list-of', OfCustomerRights, DataExportPage, { callers: DESK }),
  getExport: rpc('accounts.data-export.get', OfDataExport, DataExportView, {
    callers: [...CUSTOMER, ...DESK],
    errors: [NotFound],
  }),
  /** The archive piece by piece, for its customer alone; refused with `export_not_ready`, gone with `export_expired`. */
  readExport: rpc('accounts.data-export.read', ReadDataExport, DataExportPiece, {
    callers: [...CUSTOMER, ...DESK],
    errors: [ExportExpired, ExportNotReady, NotFound],
  }),
  /** Refused with `erasure_blocked` (details.obstacles) until every contract, credit, refund, ticket and order is over. */
  requestErasure: rpc('accounts.erasure.request', Empty, ErasureView, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 8_000,
    errors: [ErasureBlocked, NotFound, StoppedByStaff],
  }),
  requestErasureFor: rpc('accounts.erasure.request-for', AskForCustomer, ErasureView, {
    callers: SUPERVISOR,
    key: true,
    deadlineMs: 8_000,
    errors: [ErasureBlocked, NotFound, StoppedByStaff],
  }),
  getErasure: rpc('accounts.erasure.get', OfErasure, ErasureView, {
    callers: [...CUSTOMER, ...DESK],
    errors: [NotFound],
  }),
  /** Those under way, and those of customers whose access tokens still run: for a process that did not hear of them. */
  erasuresNow: rpc('accounts.erasure.now', Empty, ErasuresNow, { callers: ['gateway'] }),
  listErasuresOf: rpc('accounts.erasure.list-of', OfCustomerRights, ErasurePage, { callers: DESK }),
} as const;
