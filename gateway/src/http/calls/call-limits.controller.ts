import { Controller, Get, Inject, Put } from '@nestjs/common';
import {
  billingCallLimitsRpc,
  CallLimits,
  CallSettingsHistory,
  OfContractPage,
  RefusedCallPage,
  SetCallLimits,
  ShowNumbers,
  ShownNumbers,
} from '#libs/api/billing/call-limits.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromRequest } from '../../pipeline/input.js';

/** What the calls of a contract may cost and where they may go, as its customer sets it (R27), and how called numbers are shown (R28). */
@Controller('v1/contracts/:contractId')
export class CallLimitsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('call-limits')
  @Answers(CallLimits, {
    summary:
      'Classes of destinations that are open, ceiling per minute, caps of the day and the month, and what was spent under them',
    calls: [billingCallLimitsRpc.get],
  })
  limits(@FromPath('contractId') contractId: string): Promise<CallLimits> {
    return this.rpc.call(billingCallLimitsRpc.get, { contractId });
  }

  @Put('call-limits')
  @Answers(CallLimits, {
    summary: 'Set all of them: a class that is not named is closed, a limit that is left out is none',
    calls: [billingCallLimitsRpc.set],
  })
  set(@FromRequest(SetCallLimits) request: SetCallLimits): Promise<CallLimits> {
    return this.rpc.call(billingCallLimitsRpc.set, request);
  }

  @Get('call-limits/history')
  @Answers(CallSettingsHistory, {
    summary: 'Every change of limits and of how called numbers are shown, newest first',
    calls: [billingCallLimitsRpc.history],
  })
  history(@FromRequest(OfContractPage) query: OfContractPage): Promise<CallSettingsHistory> {
    return this.rpc.call(billingCallLimitsRpc.history, query);
  }

  @Get('refused-calls')
  @Answers(RefusedCallPage, {
    summary: 'Calls that were not let start or go on, with the reason, newest first',
    calls: [billingCallLimitsRpc.refusedCalls],
  })
  refused(@FromRequest(OfContractPage) query: OfContractPage): Promise<RefusedCallPage> {
    return this.rpc.call(billingCallLimitsRpc.refusedCalls, query);
  }

  @Get('called-numbers')
  @Answers(ShownNumbers, { summary: 'How called numbers are shown', calls: [billingCallLimitsRpc.shownNumbers] })
  shownNumbers(@FromPath('contractId') contractId: string): Promise<ShownNumbers> {
    return this.rpc.call(billingCallLimitsRpc.shownNumbers, { contractId });
  }

  @Put('called-numbers')
  @Answers(ShownNumbers, {
    summary: 'Show called numbers in clear or without their last three digits, to yourself and to staff',
    calls: [billingCallLimitsRpc.showNumbers],
  })
  showNumbers(@FromRequest(ShowNumbers) request: ShowNumbers): Promise<ShownNumbers> {
    return this.rpc.call(billingCallLimitsRpc.showNumbers, request);
  }
}
