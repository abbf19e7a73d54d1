import type { Type } from '@nestjs/common';
import { AuthController } from './customer/auth.controller.js';
import { BrowserSessionsController, SessionsController } from './customer/browser-sessions.controller.js';
import { CallLimitsController } from './calls/call-limits.controller.js';
import { CallRejectsController } from './calls/call-rejects.controller.js';
import { CallsController } from './calls/calls.controller.js';
import { CatalogueController } from './prices/catalogue.controller.js';
import { ChangesController } from './contracts/changes.controller.js';
import { CreditController } from './credit/credit.controller.js';
import { DebtsController } from './credit/debts.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { InvoicesController } from './documents/invoices.controller.js';
import { PaymentsController } from './credit/payments.controller.js';
import { RefundsController } from './credit/refunds.controller.js';
import { RenewalsController } from './credit/renewals.controller.js';
import { SwitchController } from './calls/switch.controller.js';
import { TransfersController } from './credit/transfers.controller.js';
import { CancellationController } from './contracts/cancellation.controller.js';
import { ContractsController } from './contracts/contracts.controller.js';
import { WithdrawalController } from './contracts/withdrawal.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { ProblemsController } from './docs/problems.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './operations/health.controller.js';
import { CarrierController } from './numbers/carrier.controller.js';
import { InventoryController } from './numbers/inventory.controller.js';
import { NumbersController } from './numbers/numbers.controller.js';
import { PortInsController } from './numbers/port-ins.controller.js';
import { StaffPortsController } from './numbers/staff-ports.controller.js';
import { RegistrationsController } from './customer/registrations.controller.js';
import { AdjustmentsController } from './credit/adjustments.controller.js';
import { ClockController } from './operations/clock.controller.js';
import { StaffCustomersController } from './customer/customers.controller.js';
import { StaffSagasController } from './operations/sagas.controller.js';
import { StaffUsersController } from './operations/staff-users.controller.js';
import { TermsController } from './customer/terms.controller.js';
import { DataRightsController } from './customer/data-rights.controller.js';
import { DetailsController } from './customer/details.controller.js';
import { AttachmentsController } from './tickets/attachments.controller.js';
import { DeskController } from './tickets/desk.controller.js';
import { DeskToolsController } from './tickets/desk-tools.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { VoltureController } from './contracts/volture.controller.js';

/** Every controller of the API: its routes, its document and its permission test come from this list. */
export const CONTROLLERS: readonly Type[] = [
  HealthController,
  DocsController,
  ProblemsController,
  AuthController,
  BrowserSessionsController,
  SessionsController,
  RegistrationsController,
  ContractsController,
  CancellationController,
  WithdrawalController,
  TermsController,
  DetailsController,
  DataRightsController,
  CallsController,
  CallLimitsController,
  CallRejectsController,
  NumbersController,
  InventoryController,
  PortInsController,
  StaffPortsController,
  CarrierController,
  CatalogueController,
  CreditController,
  ChangesController,
  DebtsController,
  DocumentsController,
  InvoicesController,
  PaymentsController,
  RefundsController,
  RenewalsController,
  SwitchController,
  TransfersController,
  TicketsController,
  AttachmentsController,
  VoltureController,
  DeskController,
  DeskToolsController,
  AdjustmentsController,
  StaffCustomersController,
  StaffSagasController,
  StaffUsersController,
  ClockController,
  EventsController,
];
