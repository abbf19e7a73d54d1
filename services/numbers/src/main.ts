import { runService } from '#libs/messaging/run-service.js';
import { NumbersModule } from './numbers.module.js';

await runService({ service: 'numbers', module: NumbersModule });
