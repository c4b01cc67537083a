import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { Current, LOCALES, type Locale } from '../current.js';
import { Institutions } from '../tenancy/institutions.js';
import { readCookies } from '../web/visit.js';

/** Opens the request's context: its id, its language, and the institution that its path names. */
@Injectable()
export class ContextMiddleware {
  constructor(private readonly institutions: Institutions) {}

  middleware(): RequestHandler {
    return (request, response, next) => this.open(request, response, next);
  }

  private open(request: Request, response: Response, next: NextFunction): void {
    const requestId = randomUUID();
    const path = request.originalUrl.replace(/[?#].*$/s, '');
    response.setHeader('X-Request-Id', requestId);
    (request as Request & { id?: string }).id = requestId;
    const context = {
      requestId,
      locale: localeOf(request),
      statements: { count: 0 },
      path,
      nonce: String(response.locals['nonce'] ?? ''),
    };
    Current.run(context, () => {
      const slug = slugOf(path);
      if (!slug) return next();
      this.institutions.bySlug(slug).then((institution) => {
        if (institution) {
          Current.context.institution = institution;
          // Who has chosen no language reads the institution's, if the interface speaks it.
          if (!chosen(request) && !request.headers['accept-language'])
            Current.context.locale = institution.locales[0] ?? 'en';
        }
        response.locals['statements'] = Current.context.statements;
        next();
      }, next);
    });
  }
}

function slugOf(path: string): string | undefined {
  const [, first, second, third] = path.split('/');
  return first === 'api' ? (second === 'v1' ? third : undefined) : first || undefined;
}

const chosen = (request: Request) => readCookies(request.headers.cookie).get('language');

function localeOf(request: Request): Locale {
  const wanted = chosen(request) ?? request.acceptsLanguages([...LOCALES]);
  return LOCALES.find((locale) => locale === wanted) ?? 'en';
}
