import { Module } from '@nestjs/common';
import { NumberModule } from '../number/number.module.js';
import { RegisterModule } from '../register/register.module.js';
import { EndedNumbers } from './ended-numbers.service.js';
import { Lifecycle } from './lifecycle.service.js';

const PROVIDERS = [EndedNumbers, Lifecycle];

/** How the numbers of a contract end, rest and change hands. */
@Module({ imports: [NumberModule, RegisterModule], providers: PROVIDERS, exports: PROVIDERS })
export class LifecycleModule {}
