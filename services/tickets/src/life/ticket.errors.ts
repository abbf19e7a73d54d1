import { DomainError } from '#libs/api/kernel/domain-error.js';

/** The state of the ticket does not allow what was asked. */
export class ActNotPossible extends DomainError {
  constructor(act: string, state: string) {
    super({
      code: 'ticket_state',
      status: 409,
      details: { act, state },
      text: {
        it: 'Nello stato attuale del ticket questa operazione non è possibile.',
        en: 'The state of the ticket does not allow this.',
      },
    });
  }
}

/** Another agent has the ticket: of two who claim at once, one gets this. */
export class AlreadyClaimed extends DomainError {
  constructor(assigneeId: string) {
    super({
      code: 'ticket_claimed',
      status: 409,
      details: { assigneeId },
      text: {
        it: 'Il ticket è già stato preso in carico da un altro operatore: chiedi un trasferimento.',
        en: 'Another agent already has this ticket: ask for a transfer.',
      },
    });
  }
}

/** The customer wrote since the agent looked: what was answered must be read first (nasty case 12). */
export class TicketChanged extends DomainError {
  constructor(version: number) {
    super({
      code: 'ticket_changed',
      status: 409,
      details: { version },
      text: {
        it: "Il ticket è cambiato nel frattempo: rileggilo e ripeti l'operazione.",
        en: 'The ticket has changed in the meantime: read it again and repeat.',
      },
    });
  }
}

/** The ticket was merged: work goes on in the other one. */
export class TicketMerged extends DomainError {
  constructor(mergedInto: string) {
    super({
      code: 'ticket_merged',
      status: 409,
      details: { mergedInto },
      text: {
        it: 'Questo ticket è stato unito a un altro: prosegui su quello.',
        en: 'This ticket was merged into another one: go on there.',
      },
    });
  }
}

/** These two tickets cannot become one. */
export class MergeNotPossible extends DomainError {
  constructor() {
    super({
      code: 'merge_not_possible',
      status: 409,
      text: {
        it: 'Si possono unire solo due ticket diversi dello stesso cliente, e non uno con una richiesta di voltura o un reclamo.',
        en: 'Only two different tickets of the same customer can be merged, and none that carries a voltura request or a complaint.',
      },
    });
  }
}
