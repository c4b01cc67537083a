import { DomainError } from '../platform/errors.js';
import type { DocumentState, DocumentStep } from './document.states.js';

/** What the paper is made from is not there yet; the key says what. */
export class DocumentNotReady extends DomainError {}

/** What was approved changes only as an amendment, with a reason. */
export class DocumentApproved extends DomainError {
  constructor() {
    super('documents.error.approved', {}, { status: 409, field: 'reason' });
  }
}

/** The paper does not stand where this step begins. */
export class StepOutOfPlace extends DomainError {
  constructor(step: DocumentStep, state: DocumentState) {
    super(`documents.error.step_${step}`, { state }, { status: 409 });
  }
}

/** A paper is handed over to somebody. */
export class RecipientNeeded extends DomainError {
  constructor() {
    super('documents.error.recipient', {}, { field: 'recipient' });
  }
}

/** A letter that was cleared or signed says what it says. */
export class TextFixed extends DomainError {
  constructor() {
    super('documents.error.text_fixed', {}, { status: 409, field: 'text' });
  }
}

export class TextTooLong extends DomainError {
  constructor(limit: number) {
    super('documents.error.text_too_long', { limit }, { field: 'text' });
  }
}
