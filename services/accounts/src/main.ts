import { runService } from '#libs/messaging/run-service.js';
import { AccountsModule } from './accounts.module.js';

await runService({ service: 'accounts', module: AccountsModule });
