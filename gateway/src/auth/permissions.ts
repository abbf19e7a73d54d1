import type { Role } from '#libs/api/kernel/actor.js';
import {
  ADJUSTERS,
  ADMIN,
  BILLING,
  CARRIER,
  CUSTOMER,
  DESK,
  SIGNED_IN,
  STAFF,
  SUPERVISOR,
  SWITCH,
} from '#libs/api/kernel/callers.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Who may call a route, and the limits it has. */
export interface Permission {
  /** `public`: no sign-in needed. */
  readonly roles: 'public' | readonly Role[];
  /** Counted per caller's address: attempts at guessing or flooding. */
  readonly throttled?: boolean;
  /** Counted per caller's address and per sign-in: a machine of others, which could try codes. */
  readonly forMachines?: boolean;
  /** Asked by our own pages alone, with the cookie of a browser's session: refused from anywhere else (CSRF). */
  readonly ownPage?: boolean;
  /** Takes multipart/form-data instead of JSON, up to this many bytes in all. */
  readonly uploadBytes?: number;
  /** JSON body bytes, where 64 KiB are not enough. */
  readonly bodyBytes?: number;
  /** A customer may still ask it while its data is being erased, and afterwards. */
  readonly whenErased?: boolean;
  /** Milliseconds the whole request may take, where the gateway's default is not right. */
  readonly deadlineMs?: number;
}

type Options = Omit<Permission, 'roles'>;
const anyone = (options: Options = {}): Permission => ({ roles: 'public', ...options });
const only = (roles: readonly Role[], options: Options = {}): Permission => ({ roles, ...options });

/** All the files of one request. */
export const UPLOAD_BYTES = 10 * MIB;
/** Files of a bank are taken row by row. */
const BANK_FILE_MS = 30_000;
/** One file: in base64 it must fit into a message of the broker. */
export const FILE_BYTES = 7 * MIB;

/**
 * Every route of the API and who may call it: a route that is not here is refused, and a test fails. Ownership (is this
 * contract the caller's?) is checked by the service that owns the data, which answers 404.
 * One line a route, `METHOD /path/with/:parameters`, sorted by resource.
 */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  // the gateway itself
  'GET /v1/health': anyone(),
  'GET /v1/openapi.json': anyone(),
  'GET /problems/:code': anyone(),
  'GET /v1/docs': anyone(),
  'GET /v1/docs/start.js': anyone(),
  'GET /v1/docs/assets/*': anyone(),
  'GET /v1/events': only(CUSTOMER),

  // auth
  'POST /v1/auth/sign-in': anyone({ throttled: true }),
  'POST /v1/auth/refresh': anyone({ throttled: true }),
  'POST /v1/auth/sign-out': anyone({ throttled: true }),
  'POST /v1/auth/confirm-email': anyone({ throttled: true }),
  'POST /v1/auth/forgot-password': anyone({ throttled: true }),
  'POST /v1/auth/reset-password': anyone({ throttled: true }),
  'POST /v1/auth/browser/sign-in': anyone({ throttled: true, ownPage: true }),
  'POST /v1/auth/browser/refresh': anyone({ throttled: true, ownPage: true }),
  'POST /v1/auth/browser/sign-out': anyone({ throttled: true, ownPage: true }),
  'GET /v1/auth/me': only(SIGNED_IN),
  'GET /v1/sessions': only(SIGNED_IN),
  'DELETE /v1/sessions': only(SIGNED_IN),
  'DELETE /v1/sessions/:sessionId': only(SIGNED_IN),

  // registrations and contracts
  'POST /v1/registrations': anyone({ throttled: true }),
  'POST /v1/contracts': only(CUSTOMER),
  'GET /v1/contracts': only(CUSTOMER),
  'GET /v1/contracts/:contractId': only(CUSTOMER),
  'POST /v1/contracts/:contractId/cancellation': only(CUSTOMER),
  'GET /v1/contracts/:contractId/cancellation': only(CUSTOMER),
  'POST /v1/contracts/:contractId/cancellation/withdraw': only(CUSTOMER),
  'POST /v1/contracts/:contractId/withdrawal': only(CUSTOMER),
  'GET /v1/contracts/:contractId/withdrawal': only(CUSTOMER),
  'GET /v1/customer/details': only(CUSTOMER),
  'PUT /v1/customer/details': only(CUSTOMER),
  'POST /v1/data-exports': only(CUSTOMER),
  'GET /v1/data-exports': only(CUSTOMER),
  'GET /v1/data-exports/:exportId': only(CUSTOMER),
  'GET /v1/data-exports/:exportId/archive.zip': only(CUSTOMER, { deadlineMs: 120_000 }),
  'POST /v1/erasures': only(CUSTOMER, { whenErased: true }),
  'GET /v1/erasures/:erasureId': only(CUSTOMER, { whenErased: true }),
  'GET /v1/terms': anyone(),
  'GET /v1/terms/:version': anyone(),

  // numbers
  'GET /v1/districts': anyone(),
  'GET /v1/numbers': anyone(),
  'GET /v1/contracts/:contractId/numbers': only(CUSTOMER),
  'POST /v1/staff/number-blocks': only(ADMIN, { deadlineMs: 30_000 }),
  'GET /v1/staff/number-blocks': only(STAFF),
  'GET /v1/staff/districts': only(STAFF),
  'GET /v1/staff/numbers': only(STAFF, { deadlineMs: 30_000 }),
  'GET /v1/staff/numbers/:number': only(STAFF),
  'POST /v1/staff/numbers/:number/take-backs': only(SUPERVISOR),
  'POST /v1/staff/numbers/:number/holder-inquiries': only(SUPERVISOR),
  'POST /v1/staff/numbers/:number/holdings-inquiries': only(SUPERVISOR),
  'GET /v1/staff/register-inquiries': only(ADMIN),
  'POST /v1/staff/identity-erasures': only(ADMIN),
  'POST /v1/staff/register-exports': only(SUPERVISOR),
  'POST /v1/contracts/:contractId/port-ins': only(CUSTOMER),
  'GET /v1/port-ins': only(CUSTOMER),
  'GET /v1/port-ins/:portInId': only(CUSTOMER),
  'POST /v1/port-ins/:portInId/amendments': only([...CUSTOMER, ...DESK]),
  'POST /v1/port-ins/:portInId/submissions': only([...CUSTOMER, ...DESK]),
  'POST /v1/port-ins/:portInId/cancellations': only([...CUSTOMER, ...DESK]),
  'POST /v1/port-ins/:portInId/moves': only([...CUSTOMER, ...DESK]),
  'POST /v1/port-ins/:portInId/comments': only(CUSTOMER),
  'POST /v1/port-ins/:portInId/documents': only([...CUSTOMER, ...DESK], { uploadBytes: UPLOAD_BYTES }),
  'GET /v1/port-ins/:portInId/documents/:documentId': only(['customer', ...DESK]),
  'GET /v1/port-ins/:portInId/letter-of-authority': only(['customer', ...DESK]),
  'GET /v1/contracts/:contractId/numbers/:number/migration-code': only(CUSTOMER),
  'POST /v1/carrier/port-outs': only(CARRIER, { forMachines: true }),
  'GET /v1/carrier/port-outs': only(CARRIER, { forMachines: true }),
  'GET /v1/carrier/port-outs/:portOutId': only(CARRIER, { forMachines: true }),
  'POST /v1/carrier/port-outs/:portOutId/cancellations': only(CARRIER, { forMachines: true }),
  'GET /v1/staff/port-ins': only(DESK),
  'GET /v1/staff/port-ins/:portInId': only(DESK),
  'POST /v1/staff/port-ins/:portInId/verifications': only(DESK),
  'POST /v1/staff/port-ins/:portInId/acceptances': only(DESK),
  'POST /v1/staff/port-ins/:portInId/rejections': only(DESK),
  'POST /v1/staff/port-ins/:portInId/comments': only(DESK),
  'POST /v1/staff/port-outs': only(DESK),
  'POST /v1/staff/carrier-exchanges': only(SUPERVISOR, { deadlineMs: 30_000 }),
  'GET /v1/staff/carrier-messages': only(DESK),
  'GET /v1/staff/port-outs': only(DESK),
  'POST /v1/staff/port-outs/:portOutId/cancellations': only(DESK),

  // billing
  'GET /v1/catalogue': anyone(),
  'GET /v1/top-up-amounts': anyone(),
  'GET /v1/rates': anyone(),
  'POST /v1/quotes': anyone(),
  'GET /v1/contracts/:contractId/credit': only(CUSTOMER),
  'GET /v1/contracts/:contractId/movements': only(CUSTOMER),
  'POST /v1/contracts/:contractId/card-top-ups': only(CUSTOMER),
  'GET /v1/card-top-ups/:paymentId': only(CUSTOMER),
  'POST /v1/webhooks/stripe': anyone({ bodyBytes: MIB }),
  'POST /v1/simulator/payments/:paymentId/pay': only(CUSTOMER),
  'POST /v1/contracts/:contractId/changes': only(CUSTOMER),
  'POST /v1/contracts/:contractId/changes/:changeId/confirm': only(CUSTOMER),
  'GET /v1/contracts/:contractId/changes': only(CUSTOMER),
  'GET /v1/contracts/:contractId/changes/:changeId': only(CUSTOMER),
  'GET /v1/contracts/:contractId/calls': only(CUSTOMER),
  'GET /v1/contracts/:contractId/refused-calls': only([...CUSTOMER, ...STAFF]),
  'GET /v1/contracts/:contractId/call-limits': only([...CUSTOMER, ...STAFF]),
  'PUT /v1/contracts/:contractId/call-limits': only(CUSTOMER),
  'GET /v1/contracts/:contractId/call-limits/history': only([...CUSTOMER, ...STAFF]),
  'GET /v1/contracts/:contractId/called-numbers': only([...CUSTOMER, ...STAFF]),
  'PUT /v1/contracts/:contractId/called-numbers': only(CUSTOMER),
  'POST /v1/switch/authorisations': only(SWITCH),
  'POST /v1/switch/releases': only(SWITCH),
  'POST /v1/switch/call-records': only(SWITCH, { bodyBytes: MIB }),
  'GET /v1/staff/call-rejects': only(BILLING),
  'POST /v1/staff/call-rejects/:rejectId/accept': only(BILLING),
  'POST /v1/staff/call-rejects/:rejectId/dismiss': only(BILLING),
  'GET /v1/contracts/:contractId/statements/:period': only(CUSTOMER),
  'GET /v1/contracts/:contractId/statements/:period/statement.pdf': only(CUSTOMER),
  'GET /v1/invoices': only(CUSTOMER),
  'GET /v1/invoices/:invoiceId': only(CUSTOMER),
  'GET /v1/invoices/:invoiceId/fattura.xml': only(CUSTOMER),
  'GET /v1/invoices/:invoiceId/invoice.pdf': only(CUSTOMER),
  'GET /v1/staff/invoices': only(BILLING),
  'GET /v1/staff/invoices/:invoiceId': only(BILLING),
  'GET /v1/staff/invoices/:invoiceId/fattura.xml': only(BILLING),
  'GET /v1/staff/invoices/:invoiceId/invoice.pdf': only(BILLING),
  'POST /v1/staff/invoices/:invoiceId/resend': only(BILLING),
  'GET /v1/staff/waiting-documents': only(BILLING),
  'GET /v1/staff/sdi-messages': only(BILLING),
  'GET /v1/staff/sdi-messages/:messageId/original': only(BILLING),
  'GET /v1/refunds': only(CUSTOMER),
  'GET /v1/refunds/:refundId': only(CUSTOMER),
  'PUT /v1/refunds/:refundId/iban': only(CUSTOMER),
  'POST /v1/contracts/:contractId/refunds': only(CUSTOMER),
  'GET /v1/staff/refunds': only(BILLING),
  'GET /v1/staff/refunds/:refundId': only(BILLING),
  'PUT /v1/staff/refunds/:refundId/iban': only(BILLING),
  'POST /v1/staff/refunds/:refundId/approve': only(BILLING),
  'POST /v1/staff/refund-batches': only(BILLING, { deadlineMs: BANK_FILE_MS }),
  'GET /v1/staff/refund-batches': only(BILLING),
  'GET /v1/staff/refund-batches/:batchId/pain.001.xml': only(BILLING),
  'POST /v1/staff/refund-statuses': only(BILLING, { bodyBytes: UPLOAD_BYTES, deadlineMs: BANK_FILE_MS }),
  'POST /v1/staff/bank-statements': only(BILLING, { bodyBytes: UPLOAD_BYTES, deadlineMs: BANK_FILE_MS }),
  'GET /v1/staff/unmatched-transfers': only(BILLING),
  'POST /v1/staff/unmatched-transfers/:transferId/assign': only(BILLING),
  'POST /v1/staff/unmatched-transfers/:transferId/dismiss': only(BILLING),
  'POST /v1/staff/top-ups': only(BILLING),
  'POST /v1/staff/adjustments': only(ADJUSTERS),
  'GET /v1/staff/adjustments': only(ADJUSTERS),
  'GET /v1/staff/adjustments/:adjustmentId': only(ADJUSTERS),
  'POST /v1/staff/adjustments/:adjustmentId/approve': only(ADJUSTERS),
  'POST /v1/staff/adjustments/:adjustmentId/refuse': only(ADJUSTERS),
  'GET /v1/staff/debts': only(BILLING),
  'GET /v1/staff/left-credit': only(BILLING),
  'GET /v1/staff/renewal-runs': only(BILLING),
  'GET /v1/staff/renewal-runs/:period': only(BILLING),

  // tickets
  'POST /v1/tickets': only(CUSTOMER),
  'GET /v1/tickets': only(CUSTOMER),
  'GET /v1/tickets/:ticketId': only(CUSTOMER),
  'POST /v1/tickets/:ticketId/answers': only(CUSTOMER),
  'POST /v1/tickets/:ticketId/attachments': only([...CUSTOMER, ...STAFF], { uploadBytes: UPLOAD_BYTES }),
  'GET /v1/attachments/:attachmentId': only([...CUSTOMER, ...STAFF]),
  'PATCH /v1/staff/attachments/:attachmentId': only(DESK),
  'POST /v1/contracts/:contractId/volture': only(CUSTOMER),
  'GET /v1/volture/:volturaId': only(CUSTOMER),
  'POST /v1/volture/:volturaId/withdraw': only(CUSTOMER),
  'POST /v1/voltura-agreements': anyone({ throttled: true }),
  'GET /v1/staff/tickets': only(STAFF),
  'POST /v1/staff/tickets': only(STAFF),
  'GET /v1/staff/ticket-load': only(STAFF),
  'GET /v1/staff/tickets/:ticketId': only(STAFF),
  'PATCH /v1/staff/tickets/:ticketId': only(STAFF),
  'GET /v1/staff/tickets/:ticketId/audit': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/macros': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/claim': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/answers': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/notes': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/resolve': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/close': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/reopen': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/assign': only(SUPERVISOR),
  'POST /v1/staff/tickets/:ticketId/transfer': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/watch': only(STAFF),
  'POST /v1/staff/tickets/:ticketId/merge': only(DESK),
  'POST /v1/staff/tickets/:ticketId/split': only(DESK),
  'POST /v1/staff/tickets/:ticketId/links': only(STAFF),
  'GET /v1/staff/ticket-views': only(STAFF),
  'POST /v1/staff/ticket-views': only(STAFF),
  'DELETE /v1/staff/ticket-views/:viewId': only(STAFF),
  'GET /v1/staff/ticket-macros': only(STAFF),
  'POST /v1/staff/ticket-macros': only(SUPERVISOR),
  'DELETE /v1/staff/ticket-macros/:macroId': only(SUPERVISOR),
  'GET /v1/staff/reports/tickets': only(SUPERVISOR),
  'GET /v1/staff/reports/tickets.csv': only(SUPERVISOR),
  'GET /v1/staff/volture': only(DESK),
  'GET /v1/staff/volture/:volturaId': only(DESK),
  'POST /v1/staff/volture/:volturaId/approve': only(SUPERVISOR),
  'POST /v1/staff/volture/:volturaId/refuse': only(SUPERVISOR),

  // staff
  'GET /v1/staff/customers': only(STAFF),
  'GET /v1/staff/customers/:customerId': only(STAFF),
  'GET /v1/staff/customers/:customerId/details': only(STAFF),
  'PUT /v1/staff/customers/:customerId/details': only(DESK),
  'POST /v1/staff/customers/:customerId/data-exports': only(DESK),
  'GET /v1/staff/customers/:customerId/data-exports': only(DESK),
  'POST /v1/staff/customers/:customerId/erasures': only(SUPERVISOR),
  'GET /v1/staff/customers/:customerId/erasures': only(DESK),
  'POST /v1/staff/customers/:customerId/block-sign-in': only(DESK),
  'POST /v1/staff/customers/:customerId/resend-confirmation': only(DESK),
  'GET /v1/staff/contracts': only(STAFF),
  'GET /v1/staff/contracts/:contractId': only(STAFF),
  'GET /v1/staff/sagas': only(STAFF),
  'GET /v1/staff/sagas/:sagaId': only(STAFF),
  'POST /v1/staff/sagas/:sagaId/resume': only(SUPERVISOR),
  'POST /v1/staff/sagas/:sagaId/compensate': only(SUPERVISOR),
  'GET /v1/staff/users': only(ADMIN),
  'POST /v1/staff/users': only(ADMIN),
  'POST /v1/staff/users/:userId/disable': only(ADMIN),
  'POST /v1/staff/users/:userId/invitations': only(ADMIN),
  'POST /v1/staff/users/:userId/secrets': only(ADMIN),
  'GET /v1/staff/clock': only([...STAFF, ...SWITCH]),
  'PUT /v1/staff/clock': only(ADMIN),
};

/** The permission of a route, by its method and pattern. */
export const permissionOf = (method: string, path: string): Permission | undefined => PERMISSIONS[`${method} ${path}`];
