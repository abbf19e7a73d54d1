import { Controller, Inject, Post } from '@nestjs/common';
import {
  AuthoriseCall,
  billingTrafficRpc,
  CallAuthorisation,
  CallIntake,
  CallRecords,
  OfCall,
} from '#libs/api/billing/traffic.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody } from '../../pipeline/input.js';

/** What a softswitch asks and tells, with a sign-in of its own. It may use the broker instead. */
@Controller('v1/switch')
export class SwitchController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('authorisations')
  @Answers(CallAuthorisation, {
    status: 200,
    summary:
      'May this call start, or go on, and for how many seconds in all? Asked again for the same call, the new answer replaces the old',
    calls: [billingTrafficRpc.authorise],
  })
  authorise(@FromBody(AuthoriseCall) request: AuthoriseCall): Promise<CallAuthorisation> {
    return this.rpc.call(billingTrafficRpc.authorise, request);
  }

  @Post('releases')
  @Answers(Done, {
    status: 200,
    summary: 'Give back what was reserved for a call that never came to be',
    calls: [billingTrafficRpc.release],
  })
  release(@FromBody(OfCall) request: OfCall): Promise<Done> {
    return this.rpc.call(billingTrafficRpc.release, request);
  }

  @Post('call-records')
  @Answers(CallIntake, {
    status: 200,
    summary: 'Records of calls that have ended, up to a thousand; each is charged once, however often it is sent',
    calls: [billingTrafficRpc.recordCalls],
  })
  record(@FromBody(CallRecords) request: CallRecords): Promise<CallIntake> {
    return this.rpc.call(billingTrafficRpc.recordCalls, request);
  }
}
