import { DomainError } from '../platform/errors.js';

export class EndsBeforeStart extends DomainError {
  constructor() {
    super('programme.error.ends_before_start', {}, { field: 'end' });
  }
}

export class TooLong extends DomainError {
  constructor(hours: number) {
    super('programme.error.too_long', { hours }, { field: 'end' });
  }
}

/** The institution refuses a conflict of this kind; the sentences say with whom and until when. */
export class ConflictRefused extends DomainError {
  constructor(readonly sentences: string[]) {
    super('programme.error.conflict_refused', { conflicts: sentences.join(' ') }, { status: 409, field: 'start' });
  }
}

export class ConflictsOpen extends DomainError {
  constructor(count: number) {
    super('programme.error.conflicts_open', { count });
  }
}

export class NothingToRelease extends DomainError {
  constructor() {
    super('programme.error.nothing_to_release');
  }
}

export class ProgrammeClosed extends DomainError {
  constructor() {
    super('programme.error.closed');
  }
}

export class NothingChosen extends DomainError {
  constructor() {
    super('programme.error.nothing_chosen');
  }
}

export class NothingToCopy extends DomainError {
  constructor() {
    super('programme.error.nothing_to_copy', {}, { field: 'to' });
  }
}

export class UnknownReference extends DomainError {
  constructor(field: string) {
    super('programme.error.unknown_reference', { field }, { field });
  }
}

export class AlreadyPlaced extends DomainError {
  constructor() {
    super('programme.error.already_placed');
  }
}

/** A conflict is kept only with a reason. */
export class KeepNeedsReason extends DomainError {
  constructor() {
    super('programme.error.keep_needs_reason', {}, { field: 'keptReason' });
  }
}

/** A note acknowledges a warning; what holds up the release is solved. */
export class NotToBeKept extends DomainError {
  constructor() {
    super('programme.error.not_to_be_kept', {}, { field: 'keptReason' });
  }
}

export class SameVenue extends DomainError {
  constructor() {
    super('programme.resources.same_venue', {}, { field: 'to' });
  }
}

export class AlreadyInterpreter extends DomainError {
  constructor() {
    super('programme.resources.already', {}, { field: 'personId' });
  }
}

/** Whoever is named may not stand in for the delegate, or is engaged himself. */
export class NotEntitled extends DomainError {
  constructor() {
    super('programme.error.not_entitled', {}, { field: 'substituteId' });
  }
}
