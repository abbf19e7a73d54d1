import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import { Broker, DECLARES_TOPOLOGY } from './broker.js';
import { ClockSync } from './clock-sync.js';
import { OutboxRelay } from './relay.js';
import { RpcClient } from './rpc-client.js';
import { SagaDesk, sagasController } from './saga-desk.js';
import { SagaRunner } from './saga-runner.js';
import { UnitOfWork } from './unit-of-work.js';
import { Workers } from './worker.js';

const CLIENT = [Broker, RpcClient, ClockSync];
const STORE = [OutboxRelay, UnitOfWork, Workers, SagaRunner, SagaDesk];

/** Messaging for a process with a database (`forService`) and for one without (`forClient`). */
@Module({})
export class MessagingModule {
  static forService(service: ServiceName): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      controllers: [sagasController(service)],
      providers: [{ provide: DECLARES_TOPOLOGY, useValue: true }, ...CLIENT, ...STORE],
      exports: [...CLIENT, ...STORE],
    };
  }

  static forClient(): DynamicModule {
    const providers = [{ provide: DECLARES_TOPOLOGY, useValue: false }, ...CLIENT];
    return { module: MessagingModule, global: true, providers, exports: CLIENT };
  }
}
