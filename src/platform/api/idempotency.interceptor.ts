import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError, InvalidInput } from '../errors.js';

export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('platform.error.idempotency_key_reused', {}, { status: 422, field: 'Idempotency-Key' });
  }
}

/**
 * A POST of the API that repeats its `Idempotency-Key` is answered as the first time and changes nothing. Key and change
 * are one unit of work: two at once wait for each other on the key's row.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly db: Db) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.headers['idempotency-key'];
    if (
      request.method !== 'POST' ||
      !request.path.startsWith('/api/') ||
      typeof key !== 'string' ||
      !Current.maybe?.institution
    ) {
      return next.handle();
    }
    if (key.length === 0 || key.length > 200) {
      throw new InvalidInput([{ path: 'Idempotency-Key', message: '1–200 characters' }], 400);
    }
    const response = context.switchToHttp().getResponse<Response>();
    return from(this.db.transaction(() => this.once(this.keyOf(key), request, response, next)));
  }

  private async once(key: string, request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const hash = createHash('sha256')
      // A file is not read yet: its address and length stand for it.
      .update(`${request.path}\n${JSON.stringify(request.body ?? [request.query, request.headers['content-length']])}`)
      .digest('hex');
    const fresh = await this.db.rows(
      'insert into idempotency_key (institution_id, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key',
      [Current.institutionId, key, hash],
    );
    if (fresh.length === 0) {
      const [earlier] = await this.db.rows<{ request_hash: string; status: number; body: unknown }>(
        'select request_hash, status, body from idempotency_key where institution_id = $1 and key = $2',
        [Current.institutionId, key],
      );
      if (!earlier || earlier.request_hash !== hash) throw new IdempotencyKeyReused();
      response.status(earlier.status);
      return earlier.body;
    }
    const body: unknown = await lastValueFrom(next.handle());
    await this.db.rows('update idempotency_key set status = $3, body = $4 where institution_id = $1 and key = $2', [
      Current.institutionId,
      key,
      response.statusCode,
      JSON.stringify(body ?? null),
    ]);
    return body;
  }

  private keyOf(key: string): string {
    return `${Current.actor.accountId}:${key}`;
  }
}
