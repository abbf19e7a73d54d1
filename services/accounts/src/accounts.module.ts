import { Module } from '@nestjs/common';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { readConfig } from '#libs/platform/config.js';
import { SerialNumbers, serialCounterSchema, type SerialCounter } from '#libs/platform/serial-numbers.js';
import { MailTransport } from '#libs/platform/mail-transport.js';
import { AccountsConfig, readAccountsConfig } from './config/accounts.config.js';
import { CancellationRpc } from './cancellation/cancellation.rpc.js';
import { CancellationSaga } from './cancellation/cancellation.saga.js';
import { Cancellations } from './cancellation/cancellation.service.js';
import { ContractStore } from './contracts/contract.store.js';
import { contractSchema } from './contracts/contract.schema.js';
import { ContractsRpc } from './contracts/contracts.rpc.js';
import { Contracts } from './contracts/contracts.service.js';
import { CustomersRpc } from './customers/customers.rpc.js';
import { Customers } from './customers/customers.service.js';
import { staffActionSchema } from './customers/staff-action.schema.js';
import { detailsChangeSchema } from './details/details-change.schema.js';
import { DetailsRpc } from './details/details.rpc.js';
import { CustomerDetails } from './details/details.service.js';
import { AccountsEraser } from './data-rights/accounts-eraser.service.js';
import { DataExportSaga } from './data-rights/data-export.saga.js';
import { dataExportSchema, exportPartSchema, exportPieceSchema } from './data-rights/data-export.schema.js';
import { DataExports } from './data-rights/data-exports.service.js';
import { DataRightsConfig } from './data-rights/data-rights.config.js';
import { DataRightsJobs } from './data-rights/data-rights.worker.js';
import { DataRightsRpc } from './data-rights/data-rights.rpc.js';
import { ErasureSaga } from './data-rights/erasure.saga.js';
import { erasureSchema } from './data-rights/erasure.schema.js';
import { Erasures } from './data-rights/erasures.service.js';
import { PersonalData } from './data-rights/personal-data.service.js';
import { CreditEmails } from './notices/credit-emails.events.js';
import { PriceEmails } from './notices/price-emails.events.js';
import { PortingEmails } from './notices/porting-emails.events.js';
import { CustomerEmails } from './mail/customer-emails.service.js';
import { PaymentEmails } from './notices/payment.emails.js';
import { EmailQueue } from './mail/email-queue.service.js';
import { EmailWorker } from './mail/email.worker.js';
import { emailSchema } from './mail/email.schema.js';
import { EMAIL_TEMPLATES, MAIL_TRANSPORT } from './mail/mail.text.js';
import { ActivationEvents } from './registration/activation.events.js';
import { ActivationSaga } from './registration/activation.saga.js';
import { RegistrationEmails } from './registration/registration.emails.js';
import { RegistrationHolds } from './registration/registration-holds.service.js';
import { countedSchema, RegistrationLimits } from './registration/registration-limits.service.js';
import { RegistrationRpc } from './registration/registration.rpc.js';
import { RegistrationService } from './registration/registration.service.js';
import { AccessTokenSigner } from './sessions/access-token-signer.service.js';
import { RefreshTokens } from './sessions/refresh-tokens.service.js';
import { sessionSchema, throttleSchema } from './sessions/session.schema.js';
import { OwnSessions } from './sessions/own-sessions.service.js';
import { SessionsRpc } from './sessions/sessions.rpc.js';
import { Sessions } from './sessions/sessions.service.js';
import { SignInThrottle } from './sessions/sign-in-throttle.service.js';
import { MachineSecrets } from './staff/machine-secrets.service.js';
import { StaffRpc } from './staff/staff.rpc.js';
import { Staff } from './staff/staff.service.js';
import { TermsAnnouncer } from './terms/terms-announcer.worker.js';
import { TermsRpc } from './terms/terms.rpc.js';
import { Terms } from './terms/terms.service.js';
import { Invitations } from './users/invitations.service.js';
import { OneTimeTokens } from './tokens/one-time-tokens.service.js';
import { Passwords } from './users/passwords.service.js';
import { oneTimeTokenSchema } from './tokens/token.schema.js';
import { customerSchema, userSchema } from './users/user.schema.js';
import { UsersEvents } from './credentials/users.events.js';
import { UsersRpc } from './credentials/users.rpc.js';
import { Users } from './credentials/users.service.js';
import { VolturaEmails } from './voltura/voltura.emails.js';
import { VolturaEvents } from './voltura/voltura.events.js';
import { VolturaSaga } from './voltura/voltura.saga.js';
import { Volture } from './voltura/voltura.service.js';
import { WithdrawalRpc } from './withdrawal/withdrawal.rpc.js';
import { Withdrawals } from './withdrawal/withdrawal.service.js';
import { REGISTRATION_EMAILS } from './registration/registration.templates.js';
import { INVITATION_EMAILS } from './users/invitation.templates.js';
import { CREDENTIALS_EMAILS } from './credentials/credentials.templates.js';
import { CANCELLATION_EMAILS } from './cancellation/cancellation.templates.js';
import { DETAILS_EMAILS } from './details/details.templates.js';
import { VOLTURA_EMAILS } from './voltura/voltura.templates.js';
import { TERMS_EMAILS } from './terms/terms.templates.js';
import { PRICE_EMAILS } from './notices/price.templates.js';
import { CREDIT_EMAILS } from './notices/credit.templates.js';
import { PAYMENT_EMAILS } from './notices/payment.templates.js';
import { PORTING_EMAILS } from './notices/porting.templates.js';
import { DATA_RIGHTS_EMAILS } from './data-rights/data-rights.templates.js';

/** Every email that is sent to customers and users. */
const TEMPLATES = {
  ...REGISTRATION_EMAILS,
  ...INVITATION_EMAILS,
  ...CREDENTIALS_EMAILS,
  ...CANCELLATION_EMAILS,
  ...DETAILS_EMAILS,
  ...VOLTURA_EMAILS,
  ...TERMS_EMAILS,
  ...PRICE_EMAILS,
  ...CREDIT_EMAILS,
  ...PAYMENT_EMAILS,
  ...PORTING_EMAILS,
  ...DATA_RIGHTS_EMAILS,
};
const MODELS = [
  { name: 'Contract', schema: contractSchema },
  { name: 'Counter', schema: serialCounterSchema('counters') },
  { name: 'RegistrationCounted', schema: countedSchema },
  { name: 'Customer', schema: customerSchema },
  { name: 'User', schema: userSchema },
  { name: 'OneTimeToken', schema: oneTimeTokenSchema },
  { name: 'Session', schema: sessionSchema },
  { name: 'Throttle', schema: throttleSchema },
  { name: 'Email', schema: emailSchema },
  { name: 'StaffAction', schema: staffActionSchema },
  { name: 'DetailsChange', schema: detailsChangeSchema },
  { name: 'DataExport', schema: dataExportSchema },
  { name: 'ExportPart', schema: exportPartSchema },
  { name: 'ExportPiece', schema: exportPieceSchema },
  { name: 'Erasure', schema: erasureSchema },
];
const IDENTITY = [
  OneTimeTokens,
  Invitations,
  Passwords,
  Users,
  AccessTokenSigner,
  RefreshTokens,
  SignInThrottle,
  Sessions,
  OwnSessions,
];
/** C00000001 upwards. */
const CONTRACT_NUMBERS = {
  provide: SerialNumbers,
  inject: [getModelToken('Counter')],
  useFactory: (counters: Model<SerialCounter>) =>
    new SerialNumbers(counters, { counter: 'contract', prefix: 'C', block: 100 }),
};
const CONTRACTS = [
  Terms,
  TermsAnnouncer,
  CONTRACT_NUMBERS,
  ContractStore,
  Contracts,
  ActivationSaga,
  RegistrationEmails,
  RegistrationHolds,
  RegistrationLimits,
  RegistrationService,
];
const ENDINGS = [CancellationSaga, Cancellations, Withdrawals, VolturaEmails, VolturaSaga, Volture];
const EMAILS = [
  { provide: EMAIL_TEMPLATES, useValue: TEMPLATES },
  {
    provide: MAIL_TRANSPORT,
    useFactory: (config: AccountsConfig) => new MailTransport(config),
    inject: [AccountsConfig],
  },
  EmailWorker,
  EmailQueue,
  CustomerEmails,
  PaymentEmails,
];
const DATA_RIGHTS = [
  { provide: DataRightsConfig, useFactory: () => readConfig(DataRightsConfig) },
  PersonalData,
  DataExportSaga,
  DataExports,
  AccountsEraser,
  ErasureSaga,
  Erasures,
  DataRightsJobs,
];
const STAFF = [MachineSecrets, Staff, Customers, CustomerDetails];

/** The accounts service: who customers and staff are, their contracts, and the sagas that span services. */
@Module({
  imports: [MongooseModule.forFeature(MODELS)],
  controllers: [
    UsersRpc,
    SessionsRpc,
    UsersEvents,
    ContractsRpc,
    RegistrationRpc,
    ActivationEvents,
    TermsRpc,
    CancellationRpc,
    WithdrawalRpc,
    VolturaEvents,
    CreditEmails,
    PortingEmails,
    PriceEmails,
    CustomersRpc,
    DetailsRpc,
    DataRightsRpc,
    StaffRpc,
  ],
  providers: [
    { provide: AccountsConfig, useFactory: readAccountsConfig },
    ...IDENTITY,
    ...CONTRACTS,
    ...ENDINGS,
    ...EMAILS,
    ...STAFF,
    ...DATA_RIGHTS,
  ],
})
export class AccountsModule {}
