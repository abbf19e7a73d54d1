import { Controller, Inject } from '@nestjs/common';
import { passwordResetAsked, type PasswordResetAsked } from '#libs/api/accounts/accounts.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { Users } from './users.service.js';

@Controller()
export class UsersEvents {
  constructor(@Inject(Users) private readonly users: Users) {}

  @HandleMessage(passwordResetAsked)
  resetAsked(asked: PasswordResetAsked, delivery: Delivery): Promise<void> {
    return this.users.sendReset(asked, delivery);
  }
}
