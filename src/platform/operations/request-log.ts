import { Injectable, Logger } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Metrics } from './metrics.js';

/** One line per request; a token in a path never reaches it. */
@Injectable()
export class RequestLog {
  private readonly log = new Logger('http');

  constructor(private readonly metrics: Metrics) {}

  middleware(): RequestHandler {
    return (request, response, next) => {
      const began = performance.now();
      response.once('close', () => {
        const milliseconds = performance.now() - began;
        const statements = (response.locals['statements'] as { count: number } | undefined)?.count ?? 0;
        const path = redact(request.originalUrl);
        this.metrics.observe(kindOf(path), response.statusCode, milliseconds / 1000, statements);
        this.log.log({
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round(milliseconds * 10) / 10,
          statements,
          request: response.getHeader('X-Request-Id'),
          ...(response.writableFinished ? {} : { aborted: true }),
        });
      });
      next();
    };
  }
}

/** Without the query, and without anything that looks like one of our tokens. */
export function redact(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\be[a-z]_[A-Za-z0-9_-]{6,}/g, (token) => `${token.slice(0, 3)}…`);
}

function kindOf(path: string): string {
  const [, first, , third] = path.split('/');
  if (first === 'api') return 'api';
  if (['assets', 'feeds', 'r', 'p', 'c', 'healthz', 'readyz', 'metrics'].includes(first ?? '')) return first!;
  return third && /^[0-9a-f-]{36}$/.test(third) ? 'page' : 'list';
}
