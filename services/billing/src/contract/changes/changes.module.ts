import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { RenewalsModule } from '../../monthly/renewals/renewals.module.js';
import { ChangeApplier } from './change-applier.service.js';
import { changeOrderSchema } from './change-order.schema.js';
import { ChangeSaga } from './change.saga.js';
import { ChangesConfig } from './changes.config.js';
import { ChangesRpc } from './changes.rpc.js';
import { Changes } from './changes.service.js';
import { ChangeOrderStore } from './change-order.store.js';

@Module({
  imports: [
    AccountsModule,
    RenewalsModule,
    MongooseModule.forFeature([{ name: 'ChangeOrder', schema: changeOrderSchema }]),
  ],
  controllers: [ChangesRpc],
  providers: [
    Changes,
    ChangeOrderStore,
    ChangeApplier,
    ChangeSaga,
    { provide: ChangesConfig, useFactory: () => readConfig(ChangesConfig) },
  ],
})
export class ChangesModule {}
