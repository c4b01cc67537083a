import { DomainError } from '../../platform/errors.js';

/** Nothing that was chosen can be made. */
export class PackEmpty extends DomainError {
  constructor() {
    super('documents.error.pack_empty', {}, { field: 'kinds' });
  }
}

export class PackTooLarge extends DomainError {
  constructor(count: number, limit: number) {
    super('documents.error.pack_large', { count, limit }, { field: 'kinds' });
  }
}

/** Only what failed is tried again. */
export class PackNotFailed extends DomainError {
  constructor() {
    super('documents.error.pack_not_failed', {}, { status: 409 });
  }
}

/** The process that binds was stopped, or could not read a paper. */
export class PackUnbound extends DomainError {
  constructor(diagnostic: string) {
    super('documents.error.pack_unbound', { diagnostic });
  }
}
