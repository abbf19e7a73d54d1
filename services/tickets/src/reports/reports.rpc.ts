import { Controller, Inject } from '@nestjs/common';
import { deskReportsRpc, type DeskReport, type ReportPeriod } from '#libs/api/tickets/reports.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { ReportsService } from './reports.service.js';

@Controller()
export class ReportsRpc {
  constructor(@Inject(ReportsService) private readonly reports: ReportsService) {}

  @HandleRpc(deskReportsRpc.report)
  report(period: ReportPeriod): Promise<DeskReport> {
    return this.reports.report(period);
  }
}
