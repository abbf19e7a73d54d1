import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TrafficModule } from '../traffic/traffic.module.js';
import { TrafficRetention } from './traffic-retention.service.js';
import { trafficExpirySchema } from './traffic-expiry.schema.js';

@Module({
  imports: [TrafficModule, MongooseModule.forFeature([{ name: 'TrafficExpiry', schema: trafficExpirySchema }])],
  providers: [TrafficRetention],
  exports: [TrafficRetention],
})
export class TrafficRetentionModule {}
