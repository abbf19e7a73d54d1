/** Why a mail was not sent, a stable code; the text of it is kept beside. */
export type MailFailure =
  | 'server_unreachable'
  | 'deferred'
  | 'sign_in_refused'
  | 'recipient_refused'
  | 'message_refused'
  | 'not_composed';

/** By the codes of nodemailer. */
const BY_CODE: Readonly<Record<string, MailFailure>> = {
  EAUTH: 'sign_in_refused',
  ENOAUTH: 'sign_in_refused',
  EENVELOPE: 'recipient_refused',
  EMESSAGE: 'message_refused',
  ECONNECTION: 'server_unreachable',
  ECONNREFUSED: 'server_unreachable',
  ECONNRESET: 'server_unreachable',
  EDNS: 'server_unreachable',
  EPROTOCOL: 'server_unreachable',
  ESOCKET: 'server_unreachable',
  ETIMEDOUT: 'server_unreachable',
  ETLS: 'server_unreachable',
};

/** What an error of composing or sending means: an answer 4xx asks to come later (RFC 5321), and what the mail server did not cause is ours. */
export const mailFailureOf = ({
  code = '',
  responseCode = 0,
}: Error & { code?: string; responseCode?: number }): MailFailure =>
  responseCode >= 400 && responseCode < 500 ? 'deferred' : (BY_CODE[code] ?? 'not_composed');
