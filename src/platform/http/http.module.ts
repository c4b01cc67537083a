import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { IdempotencyInterceptor } from '../api/idempotency.interceptor.js';
import { IdempotencyTicks } from '../api/idempotency.ticks.js';
import { validationPipe } from '../api/validation.js';
import { ContextMiddleware } from './context.middleware.js';
import { ErrorsFilter } from './errors.filter.js';
import { ReplyInterceptor } from './reply.interceptor.js';

@Global()
@Module({
  providers: [
    ContextMiddleware,
    IdempotencyTicks,
    { provide: APP_FILTER, useClass: ErrorsFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class HttpModule {}
