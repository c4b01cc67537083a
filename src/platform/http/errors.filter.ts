import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { Current } from '../current.js';
import { isConnectionLost, isTaken, isUnstorableText } from '../database/transient.js';
import { ChangedMeanwhile, DomainError, InvalidInput, NotFound } from '../errors.js';
import { t } from '../i18n/translate.js';
import { SignInFirst } from '../permissions/access.guard.js';
import { errorPage } from '../web/page.js';

interface Told {
  status: number;
  detail: string | undefined;
  problems?: { path: string; message: string }[];
  field?: string;
  type?: string;
  /** Seconds */
  retryAfter?: number;
}

const UNREADABLE = 'The address or the body cannot be read.';

/** The one place where errors become pages and problem documents (RFC 9457). */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('errors');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.end();
    const told = this.tell(error);
    if (told.status === 503) response.setHeader('Retry-After', '10');
    if (told.status === 429 && told.retryAfter) response.setHeader('Retry-After', String(told.retryAfter));
    response.status(told.status);
    if (isForMachines(request)) {
      if (told.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      response.type('application/problem+json').send(
        JSON.stringify({
          type: told.type ?? 'about:blank',
          title: STATUS_CODES[told.status],
          status: told.status,
          ...(told.detail ? { detail: told.detail } : {}),
          instance: `urn:request:${Current.requestId}`,
          ...(told.field ? { errors: [{ path: told.field, message: told.detail }] } : {}),
          ...(told.problems ? { errors: told.problems } : {}),
        }),
      );
      return;
    }
    const institution = Current.maybe?.institution;
    if (error instanceof SignInFirst && institution) {
      const next = request.method === 'GET' ? `?next=${encodeURIComponent(error.returnTo)}` : '';
      return response.redirect(303, `/${institution.slug}/sign-in${next}`);
    }
    // 404 says the same of what is missing and what is forbidden; what is not a sentence of ours is not for readers.
    const message = told.status === 404 || told.status >= 500 || !told.type ? undefined : told.detail;
    response.type('html').send(errorPage({ status: told.status, message, requestId: Current.requestId }));
  }

  private tell(error: unknown): Told {
    if (error instanceof InvalidInput) {
      return {
        status: error.status,
        detail: t(error.key, error.params),
        problems: error.problems,
        type: `urn:entente:${error.key}`,
      };
    }
    if (error instanceof DomainError) {
      const { status, field, retryAfter } = error;
      return { status, detail: t(error.key, error.params), field, retryAfter, type: `urn:entente:${error.key}` };
    }
    if (error instanceof HttpException) {
      if (error.getStatus() === 404) return this.tell(new NotFound());
      // Nest hands on the JSON parser's own words, which repeat what was sent, and that may be a password.
      return { status: error.getStatus(), detail: error.getStatus() === 400 ? UNREADABLE : error.message };
    }
    const { status } = (error ?? {}) as { status?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500)
      return { status, detail: (error as Error).message };
    if (isUnstorableText(error)) return { status: 400, detail: 'The text holds a character that cannot be kept.' };
    if (isTaken(error)) return this.tell(new ChangedMeanwhile());
    const lost = isConnectionLost(error);
    this.log.error(`${Current.requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { status: lost ? 503 : 500, detail: undefined };
  }
}

function isForMachines(request: Request): boolean {
  return request.path.startsWith('/api/') || request.accepts(['html', 'json']) === 'json';
}
