import { Controller, Delete, Get, Header, Inject, Post } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { Done } from '#libs/api/kernel/shared.js';
import { DeskReport, DeskReportRow, deskReportsRpc, ReportPeriod } from '#libs/api/tickets/reports.js';
import {
  deskToolsRpc,
  Macro,
  Macros,
  OfMacro,
  OfView,
  SavedView,
  SavedViews,
  SaveMacro,
  SaveView,
} from '#libs/api/tickets/tools.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

const REPORT_COLUMNS = fieldsOf(DeskReportRow).map((field) => field.name);

/** What makes the desk quick, and how it did: saved views, macros, reports. */
@Controller('v1/staff')
export class DeskToolsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('ticket-views')
  @Answers(SavedViews, {
    summary: "The caller's saved views of the queue, and shared ones",
    calls: [deskToolsRpc.listViews],
  })
  views(): Promise<SavedViews> {
    return this.rpc.call(deskToolsRpc.listViews, {});
  }

  @Post('ticket-views')
  @Answers(SavedView, {
    summary: 'Save a view of the queue; the same name again replaces it',
    calls: [deskToolsRpc.saveView],
  })
  saveView(@FromBody(SaveView) request: SaveView): Promise<SavedView> {
    return this.rpc.call(deskToolsRpc.saveView, request);
  }

  @Delete('ticket-views/:viewId')
  @Answers(Done, { summary: "Remove one of the caller's own views", calls: [deskToolsRpc.removeView] })
  removeView(@FromRequest(OfView) request: OfView): Promise<Done> {
    return this.rpc.call(deskToolsRpc.removeView, request);
  }

  @Get('ticket-macros')
  @Answers(Macros, { summary: 'Macros, by name', calls: [deskToolsRpc.listMacros] })
  macros(): Promise<Macros> {
    return this.rpc.call(deskToolsRpc.listMacros, {});
  }

  @Post('ticket-macros')
  @Answers(Macro, { summary: 'Save a macro; the same name again replaces it', calls: [deskToolsRpc.saveMacro] })
  saveMacro(@FromBody(SaveMacro) request: SaveMacro): Promise<Macro> {
    return this.rpc.call(deskToolsRpc.saveMacro, request);
  }

  @Delete('ticket-macros/:macroId')
  @Answers(Done, { summary: 'Remove a macro', calls: [deskToolsRpc.removeMacro] })
  removeMacro(@FromRequest(OfMacro) request: OfMacro): Promise<Done> {
    return this.rpc.call(deskToolsRpc.removeMacro, request);
  }

  @Get('reports/tickets')
  @Answers(DeskReport, {
    summary: 'Backlog, first answers, resolutions and broken promises of a period',
    calls: [deskReportsRpc.report],
  })
  report(@FromQuery(ReportPeriod) period: ReportPeriod): Promise<DeskReport> {
    return this.rpc.call(deskReportsRpc.report, period);
  }

  @Get('reports/tickets.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Answers(undefined, { summary: 'The same report as CSV', contentType: 'text/csv', calls: [deskReportsRpc.report] })
  async reportCsv(@FromQuery(ReportPeriod) period: ReportPeriod): Promise<string> {
    const { rows } = await this.rpc.call(deskReportsRpc.report, period);
    return stringify(rows, { header: true, columns: REPORT_COLUMNS });
  }
}
