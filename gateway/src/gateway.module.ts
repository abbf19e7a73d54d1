import { Module, type DynamicModule } from '@nestjs/common';
import { AccessTokens } from './auth/access-tokens.js';
import { BrowserCookie } from './auth/browser-sessions.js';
import { ErasedCustomers } from './auth/erased-customers.js';
import { CONTROLLERS } from './http/controllers.table.js';
import { GatewayConfig } from './config/gateway.config.js';
import { EventHub } from './http/events/event-hub.service.js';
import { CustomerOverviews } from './http/customer/customer-overview.service.js';
import { SagaDirectory } from './http/operations/saga-directory.service.js';
import { openApiDocument } from './openapi/document.js';
import { ProblemFilter } from './pipeline/problem.js';
import { RequestHooks } from './pipeline/request-hooks.js';
import { Throttle } from './pipeline/throttle.js';
import { API_DOCUMENT } from './pipeline/tokens.js';

@Module({})
export class GatewayModule {
  static with(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [...CONTROLLERS],
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: API_DOCUMENT, useValue: () => openApiDocument(CONTROLLERS) },
        AccessTokens,
        { provide: BrowserCookie, useValue: new BrowserCookie(config.PUBLIC_URL) },
        ErasedCustomers,
        Throttle,
        RequestHooks,
        ProblemFilter,
        EventHub,
        CustomerOverviews,
        SagaDirectory,
      ],
    };
  }
}
