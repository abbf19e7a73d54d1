import { whole } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** Signing in: customers, people of the staff and machines. */

/** Email or password are wrong: which one is not told. */
export class InvalidCredentials extends domainError({
  code: 'invalid_credentials',
  status: 401,
  text: { it: 'Email o password non corrette.', en: 'Email or password are wrong.' },
  todo: {
    it: 'Riprova, oppure reimposta la password con POST /v1/auth/forgot-password.',
    en: 'Try again, or reset the password with POST /v1/auth/forgot-password.',
  },
}) {}

/** The refresh token is unknown, used before, revoked or too old. */
export class SessionEnded extends domainError({
  code: 'session_ended',
  status: 401,
  text: { it: 'La sessione è terminata: accedi di nuovo.', en: 'The session has ended: sign in again.' },
  todo: { it: 'Accedi con POST /v1/auth/sign-in.', en: 'Sign in with POST /v1/auth/sign-in.' },
}) {}

export class SignInBlocked extends domainError({
  code: 'sign_in_blocked',
  status: 403,
  text: { it: "L'accesso è bloccato: contatta l'assistenza.", en: 'This sign-in is blocked: contact support.' },
  todo: { it: 'Contatta l’assistenza.', en: 'Contact support.' },
}) {}

/** Too many failed sign-ins, from one address or for one account. */
export class TooManyAttempts extends domainError({
  code: 'too_many_attempts',
  status: 429,
  text: ({ retryAfter }) => ({
    it: `Troppi tentativi di accesso: riprova tra ${retryAfter} secondi.`,
    en: `Too many sign-in attempts: try again in ${retryAfter} seconds.`,
  }),
  todo: {
    it: 'Attendi, oppure reimposta la password.',
    en: 'Wait, or reset the password.',
  },
  details: { retryAfter: whole('Seconds to wait', 60) },
}) {
  /** @param retryAfter seconds */
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** Nobody's mailbox is flooded with links to sign in. */
export class TooManyMails extends domainError({
  code: 'too_many_mails',
  status: 429,
  text: ({ most }) => ({
    it: `Nell’ultima ora sono già state inviate ${most} email di questo tipo: controlla anche la posta indesiderata e riprova più tardi.`,
    en: `${most} emails of this kind were sent in the last hour: look into the spam folder too, and try again later.`,
  }),
  todo: {
    it: 'Cerca le email già inviate; altrimenti riprova tra un’ora.',
    en: 'Look for the emails that were sent; otherwise try again in an hour.',
  },
  details: { most: whole('How many are sent in an hour', 3) },
}) {
  constructor(most: number) {
    super({ most });
  }
}

/** Somebody signs in with this address already. */
export class EmailTaken extends domainError({
  code: 'email_taken',
  status: 409,
  text: {
    it: 'Esiste già un accesso con questa email. Accedi, oppure reimposta la password.',
    en: 'This email already has a sign-in. Sign in, or reset the password.',
  },
  todo: {
    it: 'Accedi e apri un altro contratto con POST /v1/contracts, oppure usa un’altra email.',
    en: 'Sign in and open another contract with POST /v1/contracts, or use another email.',
  },
}) {}

/** A token from an email that is wrong, was used, or is too old: which one is not told. */
export class TokenNotValid extends domainError({
  code: 'token_not_valid',
  status: 410,
  text: {
    it: 'Il collegamento non è valido o è scaduto. Richiedine uno nuovo.',
    en: 'The link is not valid or has expired. Ask for a new one.',
  },
  todo: {
    it: 'Chiedi un’altra email, e usa il collegamento dell’ultima ricevuta.',
    en: 'Ask for another email, and use the link of the last one that came.',
  },
}) {}

/** Only who was invited and has not chosen a password yet is invited again. */
export class InvitationNotPending extends domainError({
  code: 'invitation_not_pending',
  status: 409,
  text: {
    it: 'Non c’è un invito da ripetere: la persona ha già scelto la password, e può reimpostarla da sé, oppure il suo accesso è chiuso.',
    en: 'There is no invitation to repeat: the person has chosen a password, and can reset it by itself, or is shut out.',
  },
  todo: {
    it: 'Fai reimpostare la password dalla persona, oppure riapri il suo accesso.',
    en: 'Have the person reset the password, or open its sign-in again.',
  },
}) {}

/** People choose their own password. */
export class NotAMachine extends domainError({
  code: 'not_a_machine',
  status: 409,
  text: {
    it: 'Solo gli accessi di macchine (operatori, softswitch) hanno una password generata: le persone scelgono la propria.',
    en: 'Only sign-ins of machines (carriers, softswitch) have a generated password: people choose their own.',
  },
  todo: {
    it: 'Per una persona usa l’invito o la reimpostazione della password.',
    en: 'For a person use the invitation, or the reset of the password.',
  },
}) {}
