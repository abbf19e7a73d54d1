import { DomainError } from '#libs/api/kernel/domain-error.js';

/** R30: a complaint ends with a written answer. */
export class ComplaintNotAnswered extends DomainError {
  constructor(receiptNumber: string) {
    super({
      code: 'complaint_not_answered',
      status: 409,
      details: { receiptNumber },
      text: {
        it: `Il reclamo ${receiptNumber} non ha ancora una risposta scritta: rispondi al cliente prima di chiuderlo.`,
        en: `The complaint ${receiptNumber} has no written answer yet: answer the customer before ending it.`,
      },
    });
  }
}
