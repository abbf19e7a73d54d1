import { runService } from '#libs/messaging/run-service.js';
import { TicketsModule } from './tickets.module.js';

await runService({ service: 'tickets', module: TicketsModule });
