import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { ContextMiddleware } from './context.middleware.js';
import { ErrorsFilter } from './errors.filter.js';
import { ReplyInterceptor } from './reply.interceptor.js';

@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ErrorsFilter },
    { provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
  ],
})
export class HttpModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ContextMiddleware).forRoutes('{*path}');
  }
}
