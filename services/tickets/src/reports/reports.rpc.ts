import { Controller, Inject, UseGuards } from '@nestjs/common';
import { deskReportsRpc, type DeskReport, type ReportPeriod } from '#libs/api/tickets/reports.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { StaffOnly } from '../desk/staff-only.guard.js';
import { ReportsService } from './reports.service.js';

@Controller()
@UseGuards(StaffOnly)
export class ReportsRpc {
  constructor(@Inject(ReportsService) private readonly reports: ReportsService) {}

  @HandleRpc(deskReportsRpc.report)
  report(period: ReportPeriod): Promise<DeskReport> {
    return this.reports.report(period);
  }
}
