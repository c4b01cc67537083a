import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { OperationsController } from './operations.controller.js';
import { Readiness } from './readiness.js';
import { RequestLog } from './request-log.js';

@Global()
@Module({
  controllers: [OperationsController],
  providers: [Metrics, Readiness, RequestLog],
  exports: [Metrics, RequestLog],
})
export class OperationsModule {}
