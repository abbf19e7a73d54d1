import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { OutboxRelay } from '#libs/messaging/relay.js';
import { stopOnSignal } from '#libs/messaging/run-service.js';
import { assertComplete, PlatformConfig, readConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { startTracing } from '#libs/platform/tracing.js';
import { startBillingProcess } from './process/billing.process.js';
import { JobsModule } from './jobs.module.js';

const config = readConfig(PlatformConfig);
assertComplete('billing', config, process.env);
await startTracing('billing-jobs', config.OTEL_EXPORTER_OTLP_ENDPOINT);
const app = await startBillingProcess({ module: JobsModule, config });
app.get(OutboxRelay).start();
// Not the broker: what is charged without it is told when it is back.
app
  .get(HealthServer)
  .require('database', async () => Boolean(await app.get<Connection>(getConnectionToken()).db?.admin().ping()));
if (config.HEALTH_PORT !== undefined) await app.get(HealthServer).listen(config.HEALTH_PORT, config.HOST);
stopOnSignal(app);
