import { Module, type DynamicModule } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { ConfigError, type PlatformConfig } from './config.js';

// Every mongoose operation inside connection.transaction() joins it by itself: forgetting a session is not possible.
mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');

/** The connection to a service's own database, `<namespace>_<service>`. */
@Module({})
export class MongoModule {
  static forService(service: string, config: PlatformConfig): DynamicModule {
    if (!config.MONGODB_URI) throw new ConfigError(['MONGODB_URI is required']);
    return MongooseModule.forRoot(config.MONGODB_URI, {
      dbName: databaseName(config.OPENVOIP_NAMESPACE, service),
      autoIndex: true,
      maxPoolSize: 20,
      serverSelectionTimeoutMS: 3_000,
      retryWrites: true,
      lazyConnection: false,
      retryAttempts: 60,
      retryDelay: 1_000,
    }) as DynamicModule;
  }
}

export const databaseName = (namespace: string, service: string): string => `${namespace}_${service}`;

/** Whether an error says that a unique index refused a write. */
export const isDuplicateKey = (error: unknown): boolean => (error as { code?: number } | null)?.code === 11000;
