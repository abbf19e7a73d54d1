import { mailFailureOf } from './mail-failure.rules.js';

it.each<[string | undefined, string, number?]>([
  ['ESOCKET', 'server_unreachable'],
  ['EENVELOPE', 'deferred', 451],
  ['EMESSAGE', 'message_refused', 554],
  ['EAUTH', 'sign_in_refused'],
  ['EENVELOPE', 'recipient_refused'],
  ['EMESSAGE', 'message_refused'],
  [undefined, 'not_composed'],
])('a mail that failed with %s: %s', (code, failure, responseCode) =>
  expect(mailFailureOf(Object.assign(new Error('no'), { code, responseCode }))).toBe(failure),
);
