import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, map, type Observable, switchMap } from 'rxjs';
import { lastValueFrom } from 'rxjs';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { Download, SeeOther, Unprocessable } from './reply.js';

/** Reads run in one read-only unit of work; answers become pages, redirects and downloads. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  constructor(private readonly db: Db) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const answer = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const result = isRead && Current.maybe?.institution ? this.db.read(answer) : answer();
    return from(result).pipe(
      switchMap((value) => Promise.resolve(value as unknown)),
      map((value) => send(value, response)),
    );
  }
}

function send(value: unknown, response: Response): unknown {
  if (value instanceof SeeOther) {
    response.status(303).setHeader('Location', value.location);
    return '';
  }
  if (value instanceof Unprocessable) {
    response.status(value.status).type('html');
    return value.html;
  }
  if (value instanceof Download) {
    const name = value.name.replace(/[^\p{L}\p{N}._ -]/gu, '_');
    response.type(value.mediaType);
    response.setHeader(
      'Content-Disposition',
      `${value.inline ? 'inline' : 'attachment'}; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.send(Buffer.from(value.bytes));
    return undefined;
  }
  return value;
}
