import { Controller, Inject } from '@nestjs/common';
import {
  billingRenewalsRpc,
  type OfPeriod,
  type RenewalReport,
  type RenewalReports,
} from '#libs/api/billing/renewals.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { parsePeriod } from '#libs/italy/rome-time.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Renewals } from './renewals.service.js';

@Controller()
export class RenewalsRpc {
  constructor(@Inject(Renewals) private readonly renewals: Renewals) {}

  @HandleRpc(billingRenewalsRpc.status)
  status({ period }: OfPeriod): Promise<RenewalReport> {
    return this.renewals.report(parsePeriod(period));
  }

  @HandleRpc(billingRenewalsRpc.list)
  list(page: PageQuery): Promise<RenewalReports> {
    return this.renewals.list(page);
  }
}
