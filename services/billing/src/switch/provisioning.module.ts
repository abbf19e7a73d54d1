import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../credit/ledger/ledger.module.js';
import { ProvisioningConfig } from './provisioning.config.js';
import { ProvisioningEvents } from './provisioning.events.js';
import { provisioningSchema } from './provisioning.schema.js';
import { ProvisioningService } from './provisioning.service.js';
import { SOFTSWITCH, WebhookSoftswitch, type Softswitch } from './softswitch.adapter.js';

function softswitchOf({
  PROVISIONING_URL: url,
  PROVISIONING_SECRET: secret,
  PROVISIONING_TIMEOUT_MS: timeoutMs,
}: ProvisioningConfig): Softswitch | undefined {
  return url ? new WebhookSoftswitch({ url, timeoutMs, ...(secret ? { secret } : {}) }) : undefined;
}

@Module({
  imports: [LedgerModule, MongooseModule.forFeature([{ name: 'Provisioning', schema: provisioningSchema }])],
  controllers: [ProvisioningEvents],
  providers: [
    ProvisioningService,
    { provide: ProvisioningConfig, useFactory: () => readConfig(ProvisioningConfig) },
    { provide: SOFTSWITCH, useFactory: softswitchOf, inject: [ProvisioningConfig] },
  ],
  exports: [ProvisioningService],
})
export class ProvisioningModule {}
