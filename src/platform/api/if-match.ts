import { DomainError } from '../errors.js';

export class PreconditionFailed extends DomainError {
  constructor() {
    super('platform.error.precondition_failed', {}, { status: 412 });
  }
}

/** Strong entity tag of a row's version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Checks `If-Match` (RFC 9110 §13.1.1) against the row's version; absent is allowed. @throws PreconditionFailed */
export function checkIfMatch(header: string | undefined, version: number): void {
  if (header === undefined || header.trim() === '*') return;
  if (!header.split(',').some((tag) => tag.trim() === etagOf(version))) throw new PreconditionFailed();
}
