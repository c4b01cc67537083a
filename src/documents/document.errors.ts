import { DomainError } from '../platform/errors.js';

/** What the paper is made from is not there yet; the key says what. */
export class DocumentNotReady extends DomainError {}

/** What was approved changes only as an amendment, with a reason. */
export class DocumentApproved extends DomainError {
  constructor() {
    super('documents.error.approved', {}, { status: 409, field: 'reason' });
  }
}
