import { Controller, Get, Inject } from '@nestjs/common';
import { billingRenewalsRpc, RenewalReport, RenewalReports } from '#libs/api/billing/renewals.js';
import { PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromQuery } from '../../pipeline/input.js';

/** The monthly renewal as staff follow it; it is run by the jobs process and by the command line. */
@Controller('v1/staff/renewal-runs')
export class RenewalsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(RenewalReports, { summary: 'Renewal runs, newest first', calls: [billingRenewalsRpc.list] })
  list(@FromQuery(PageQuery) page: PageQuery): Promise<RenewalReports> {
    return this.rpc.call(billingRenewalsRpc.list, page);
  }

  @Get(':period')
  @Answers(RenewalReport, {
    summary: 'How far the renewal of a month is, what it charged, and what failed',
    calls: [billingRenewalsRpc.status],
  })
  status(@FromPath('period', 'period') period: string): Promise<RenewalReport> {
    return this.rpc.call(billingRenewalsRpc.status, { period });
  }
}
