import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isStaff, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';

/** The desk is for staff alone, whoever lets a request through; which role may do what is the gateway's table. */
@Injectable()
export class StaffOnly implements CanActivate {
  canActivate(host: ExecutionContext): boolean {
    if (!isStaff(host.switchToRpc().getContext<RequestContext>().actor)) throw new Forbidden();
    return true;
  }
}
