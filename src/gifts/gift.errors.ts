import { DomainError } from '../platform/errors.js';

export class GiftInFuture extends DomainError {
  constructor() {
    super('gifts.error.future', {}, { field: 'onDay' });
  }
}

/** The number belongs to the year of the day. */
export class GiftOfAnotherYear extends DomainError {
  constructor(year: number) {
    super('gifts.error.year', { year: String(year) }, { field: 'onDay' });
  }
}

export class UnknownReference extends DomainError {
  constructor(field: string) {
    super('gifts.error.reference', {}, { field });
  }
}

/** A limit of the house forbids this end. */
export class OverLimit extends DomainError {
  constructor(limit: string) {
    super('gifts.error.over_limit', { limit }, { field: 'fate' });
  }
}

export class AlreadyDeclared extends DomainError {
  constructor() {
    super('gifts.error.declared', {}, { status: 409 });
  }
}

/** What was given away has left the house. */
export class NotReceived extends DomainError {
  constructor() {
    super('gifts.error.not_received', {}, { field: 'fate' });
  }
}

export class PriceMissing extends DomainError {
  constructor() {
    super('gifts.error.price', {}, { field: 'price' });
  }
}
