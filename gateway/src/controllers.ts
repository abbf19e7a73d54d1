import type { Type } from '@nestjs/common';
import { AuthController } from './http/auth/auth.controller.js';
import { CallLimitsController } from './http/billing/call-limits.controller.js';
import { CallRejectsController } from './http/billing/call-rejects.controller.js';
import { CallsController } from './http/billing/calls.controller.js';
import { CatalogueController } from './http/billing/catalogue.controller.js';
import { ChangesController } from './http/billing/changes.controller.js';
import { CreditController } from './http/billing/credit.controller.js';
import { DebtsController } from './http/billing/debts.controller.js';
import { DocumentsController } from './http/billing/documents.controller.js';
import { InvoicesController } from './http/billing/invoices.controller.js';
import { PaymentsController } from './http/billing/payments.controller.js';
import { RefundsController } from './http/billing/refunds.controller.js';
import { RenewalsController } from './http/billing/renewals.controller.js';
import { SwitchController } from './http/billing/switch.controller.js';
import { TransfersController } from './http/billing/transfers.controller.js';
import { CancellationController } from './http/contracts/cancellation.controller.js';
import { ContractsController } from './http/contracts/contracts.controller.js';
import { WithdrawalController } from './http/contracts/withdrawal.controller.js';
import { DocsController } from './http/docs/docs.controller.js';
import { EventsController } from './http/events/events.controller.js';
import { HealthController } from './http/health/health.controller.js';
import { CarrierController } from './http/numbers/carrier.controller.js';
import { InventoryController } from './http/numbers/inventory.controller.js';
import { NumbersController } from './http/numbers/numbers.controller.js';
import { PortInsController } from './http/numbers/port-ins.controller.js';
import { StaffPortsController } from './http/numbers/staff-ports.controller.js';
import { RegistrationsController } from './http/registrations/registrations.controller.js';
import { AdjustmentsController } from './http/staff/adjustments.controller.js';
import { ClockController } from './http/staff/clock.controller.js';
import { StaffCustomersController } from './http/staff/customers.controller.js';
import { StaffSagasController } from './http/staff/sagas.controller.js';
import { StaffUsersController } from './http/staff/staff-users.controller.js';
import { TermsController } from './http/terms/terms.controller.js';
import { DataRightsController } from './http/customer/data-rights.controller.js';
import { DetailsController } from './http/customer/details.controller.js';
import { AttachmentsController } from './http/tickets/attachments.controller.js';
import { DeskController } from './http/tickets/desk.controller.js';
import { DeskToolsController } from './http/tickets/desk-tools.controller.js';
import { TicketsController } from './http/tickets/tickets.controller.js';
import { VoltureController } from './http/tickets/volture.controller.js';

/** Every controller of the API: its routes, its document and its permission test come from this list. */
export const CONTROLLERS: readonly Type[] = [
  HealthController,
  DocsController,
  AuthController,
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
