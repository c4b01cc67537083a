import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer from 'multer';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { CONFIG, type Config } from '../config/config.js';
import { FileRefused } from '../files/files.service.js';
import type { Limit } from '../limits/limits.service.js';
import { MOST_BYTES } from './files/table.js';

/** Files that one person may send in an hour. */
export const UPLOADS: Limit = { name: 'imports', points: 60, seconds: 3600 };

// What surrounds the file in the request: names of fields, boundaries.
const WRAPPING = 20_000;
const megabytes = Math.floor(MOST_BYTES / 1e6);

export interface Upload {
  name: string;
  bytes: Buffer;
}

/**
 * Takes one file of a form in by way of the disk. A request that says it is too large is refused before a byte of it is
 * read, one that lies about it as soon as it exceeds the limit. After the guard, so a stranger uploads nothing.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return from(this.taken(http.getRequest<Request>(), http.getResponse<Response>(), next));
  }

  private async taken(request: Request, response: Response, next: CallHandler): Promise<unknown> {
    refuseHuge(request, response, WRAPPING);
    const folder = join(this.config.VAR_DIR, 'uploads');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const receive = multer({
      dest: folder,
      defParamCharset: 'utf8',
      limits: { fileSize: MOST_BYTES, files: 1, fields: 10, fieldSize: 1000, parts: 12 },
    }).single('file');
    try {
      await new Promise<void>((resolve, reject) =>
        receive(request, response, (error: unknown) => (error ? reject(asRefusal(error)) : resolve())),
      );
      return await lastValueFrom(next.handle(), { defaultValue: undefined });
    } finally {
      if (request.file) await rm(request.file.path, { force: true });
    }
  }
}

/** What `UploadInterceptor` took in; null where the form held no file. */
export async function uploadOf(request: Request): Promise<Upload | null> {
  const { file } = request;
  if (!file || file.size === 0) return null;
  return { name: file.originalname.replace(/^.*[\\/]/s, '').slice(-200) || 'file', bytes: await readFile(file.path) };
}

/** The body of a request that is nothing but a file. Called by the handler, so after the guard as well. */
export async function bodyOf(request: Request, response: Response): Promise<Buffer> {
  refuseHuge(request, response);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) throw new FileRefused('too_large', { megabytes });
    parts.push(part);
  }
  if (size === 0) throw new FileRefused('empty');
  return Buffer.concat(parts);
}

function refuseHuge(request: Request, response: Response, wrapping = 0): void {
  if (Number(request.headers['content-length'] ?? 0) <= MOST_BYTES + wrapping) return;
  // The rest of the body is not wanted: the connection ends with the answer.
  response.setHeader('Connection', 'close');
  throw new FileRefused('too_large', { megabytes });
}

function asRefusal(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'LIMIT_FILE_SIZE') return new FileRefused('too_large', { megabytes });
  return error instanceof multer.MulterError ? new FileRefused('empty') : error;
}
