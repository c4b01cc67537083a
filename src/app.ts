import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import type { Express } from 'express';
import { AppModule } from './app.module.js';
import { requireJson } from './platform/api/require-json.js';
import { serveOpenApi } from './platform/api/openapi.js';
import { FeedFront } from './calendar/feed-front.service.js';
import type { Config } from './platform/config/config.js';
import { DomainError } from './platform/errors.js';
import { ContextMiddleware } from './platform/http/context.middleware.js';
import { JsonLogger } from './platform/operations/json-logger.js';
import { RequestLog } from './platform/operations/request-log.js';
import { RESERVED_SLUGS } from './platform/tenancy/slugs.js';
import { serveAssets } from './platform/web/assets.js';
import { refuseForeignRequests } from './platform/web/csrf.js';
import { securityHeaders } from './platform/web/headers.js';
import { openVisit } from './platform/web/visit.js';

const BODY_LIMIT = '1mb';

export interface StartOptions {
  logger?: LoggerService | false;
}

/** The web application, built but not listening: main listens, tests ask it directly. */
export async function createWebApp(config: Config, options: StartOptions = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: options.logger ?? new JsonLogger(config.LOG_LEVEL),
    abortOnError: false,
    bodyParser: false,
  });
  if (config.TRUST_PROXY) app.set('trust proxy', 1);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(securityHeaders({ https: config.BASE_URL.startsWith('https:') }));
  // Before anything can be refused: a refusal too has its line, and speaks the reader's language.
  app.use(app.get(RequestLog).middleware());
  app.use('/assets', serveAssets());
  app.use(app.get(ContextMiddleware).middleware());
  app.use(openVisit());
  app.use(refuseForeignRequests(() => new DomainError('platform.error.foreign_request', {}, { status: 403 })));
  app.use('/api', requireJson());
  app.useBodyParser('urlencoded', { extended: false, limit: BODY_LIMIT, parameterLimit: 2000 });
  app.useBodyParser('json', { limit: BODY_LIMIT });
  // What a calendar program posts in reply.
  app.useBodyParser('text', { limit: BODY_LIMIT, type: ['text/calendar', 'message/rfc822'] });
  serveOpenApi(app);
  leaveReserved(app);
  app.get(FeedFront).standBefore(app.getHttpServer());
  return app;
}

/** `/readyz` is no institution's page, in whatever order the routes were registered. */
function leaveReserved(app: NestExpressApplication): void {
  const express = app.getHttpAdapter().getInstance() as Express;
  express.param('institution', (_request, _response, next, slug: string) =>
    next(RESERVED_SLUGS.has(slug) ? 'route' : undefined),
  );
}

/** The same house without a web server: the worker, the demo, the seed. */
export async function createContext(config: Config, options: StartOptions = {}): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: options.logger ?? new JsonLogger(config.LOG_LEVEL),
    abortOnError: false,
  });
  return app;
}
