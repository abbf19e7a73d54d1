import { mailFailureOf } from './mail-failure.rules.js';

it.each([
  { code: 'ESOCKET', failure: 'server_unreachable' },
  { code: 'EENVELOPE', failure: 'deferred', responseCode: 451 },
  { code: 'EMESSAGE', failure: 'message_refused', responseCode: 554 },
  { code: 'EAUTH', failure: 'sign_in_refused' },
  { code: 'EENVELOPE', failure: 'recipient_refused' },
  { code: 'EMESSAGE', failure: 'message_refused' },
  { code: undefined, failure: 'not_composed' },
])('a mail that failed with $code ($responseCode): $failure', ({ code, failure, responseCode }) =>
  expect(mailFailureOf(Object.assign(new Error('no'), { code, responseCode }))).toBe(failure),
);
