import { runService } from '#libs/messaging/run-service.js';
import { BillingModule } from './billing.module.js';

await runService({ service: 'billing', module: BillingModule });
