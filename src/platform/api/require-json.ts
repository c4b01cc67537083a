import type { RequestHandler } from 'express';
import { DomainError } from '../errors.js';

export class NotJson extends DomainError {
  constructor() {
    super('platform.error.not_json', {}, { status: 415 });
  }
}

/** Files that are taken whole. Neither is a type that a form of another site could send. */
export const FILE_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;
const TYPES = ['json', '+json', 'message/rfc822', ...FILE_TYPES];

/** What changes something through the API is JSON, a whole mail or a file, and says so: a form of another site can only send other types. */
export function requireJson(): RequestHandler {
  return (request, _response, next) => {
    const { headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    next(hasBody && !request.is(TYPES) ? new NotJson() : undefined);
  };
}
