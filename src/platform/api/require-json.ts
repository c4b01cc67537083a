import type { RequestHandler } from 'express';
import { DomainError } from '../errors.js';

export class NotJson extends DomainError {
  constructor() {
    super('platform.error.not_json', {}, { status: 415 });
  }
}

/** What changes something through the API is JSON, or a whole mail, and says so: a form of another site can only send other types. */
export function requireJson(): RequestHandler {
  return (request, _response, next) => {
    const { headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    next(hasBody && !request.is(['json', '+json', 'message/rfc822']) ? new NotJson() : undefined);
  };
}
