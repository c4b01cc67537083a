import { DomainError } from '../../platform/errors.js';

/** A colleague was faster. */
export class LineDecided extends DomainError {
  constructor() {
    super('logistics.error.line_decided', {}, { status: 409 });
  }
}

export class ListTooLong extends DomainError {
  constructor(most: number) {
    super('logistics.error.list_too_long', { most });
  }
}

export class ExpiryPassed extends DomainError {
  constructor() {
    super('logistics.error.expiry_passed', {}, { field: 'expiresOn' });
  }
}
