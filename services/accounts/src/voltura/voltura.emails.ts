import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { nameOf } from '#libs/italy/identity.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import { Invitations } from '../users/invitations.service.js';
import type { User } from '../users/user.schema.js';
import type { Voltura } from './voltura.types.js';
import { VOLTURA_EMAILS } from './voltura.templates.js';

/** What both holders are told of a voltura; a new one is invited to choose a password. */
@Injectable()
export class VolturaEmails {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
    @Inject(Invitations) private readonly invitations: Invitations,
  ) {}

  async completed({ volturaId, contractNumber, from, to, newUserId, effectiveAt }: Voltura, tx: Tx): Promise<void> {
    const values = { contractNumber, newHolder: nameOf(to.holder), effectiveAt: new Date(effectiveAt) };
    if (from.customerId !== to.customerId)
      await this.emails.send(VOLTURA_EMAILS.volturaForFormer, volturaId, from.customerId, tx, values);
    await this.emails.send(VOLTURA_EMAILS.volturaForNew, volturaId, to.customerId, tx, values);
    const invited = newUserId && (await this.users.findById(newUserId).lean());
    if (invited) await this.invitations.send(invited, tx);
  }
}
