import { DomainError } from '#libs/api/kernel/domain-error.js';

/** Only who was invited and has not chosen a password yet is invited again. */
export class InvitationNotPending extends DomainError {
  constructor() {
    super({
      code: 'invitation_not_pending',
      status: 409,
      text: {
        it: 'Non c’è un invito da ripetere: la persona ha già scelto la password, e può reimpostarla da sé, oppure il suo accesso è chiuso.',
        en: 'There is no invitation to repeat: the person has chosen a password, and can reset it by itself, or is shut out.',
      },
    });
  }
}

/** People choose their own password. */
export class NotAMachine extends DomainError {
  constructor() {
    super({
      code: 'not_a_machine',
      status: 409,
      text: {
        it: 'Solo gli accessi di macchine (operatori, softswitch) hanno una password generata: le persone scelgono la propria.',
        en: 'Only sign-ins of machines (carriers, softswitch) have a generated password: people choose their own.',
      },
    });
  }
}
