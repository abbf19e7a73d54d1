import 'reflect-metadata';
import { assertComplete, PlatformConfig, readConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { startTracing } from '#libs/platform/tracing.js';
import { Broker } from '#libs/messaging/broker.js';
import { stopOnSignal } from '#libs/messaging/run-service.js';
import { createGateway } from './gateway.process.js';
import { GatewayConfig } from './config/gateway.config.js';

const platform = readConfig(PlatformConfig);
assertComplete('gateway', platform, process.env);
const gateway = readConfig(GatewayConfig);
await startTracing('gateway', platform.OTEL_EXPORTER_OTLP_ENDPOINT);
const app = await createGateway({ platform, gateway });
if (platform.HEALTH_PORT !== undefined) await app.get(HealthServer).listen(platform.HEALTH_PORT, platform.HOST);
stopOnSignal(app, gateway.GATEWAY_DRAIN_MS);
// A port that is open promises an answer: without the broker there would be none.
await app.get(Broker).connected(Infinity);
await app.listen(gateway.HTTP_PORT, platform.HOST);
