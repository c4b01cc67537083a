import { DomainError } from '../platform/errors.js';
import { formatDay } from '../platform/i18n/format.js';

export class DatesReversed extends DomainError {
  constructor() {
    super('activities.error.dates_reversed', {}, { field: 'endsOn' });
  }
}

export class StepNotPossible extends DomainError {
  constructor(from: string, to: string) {
    super('activities.error.step_not_possible', { from, to }, { status: 409 });
  }
}

export class ReasonNeeded extends DomainError {
  constructor() {
    super('activities.error.reason_needed', {}, { field: 'reason' });
  }
}

/** It cannot be undone: a visit begins on its first day, or earlier with a reason. */
export class BeforeFirstDay extends DomainError {
  constructor(day: Temporal.PlainDate) {
    super('activities.error.before_first_day', { day: formatDay(day) }, { field: 'reason' });
  }
}

/** Nobody approves what he proposed himself. */
export class OwnProposal extends DomainError {
  constructor() {
    super('activities.error.own_proposal');
  }
}

/** A step asks for something that is not there yet; the sentence comes from the guard that says so. */
export class StepHeldUp extends DomainError {
  constructor(key: string, params: Record<string, string | number> = {}) {
    super(key, params);
  }
}

export class AlreadyMember extends DomainError {
  constructor() {
    super('activities.error.already_member', {}, { field: 'personId' });
  }
}

export class ActivityClosed extends DomainError {
  constructor() {
    super('activities.error.closed');
  }
}

/** The plan is as it was approved. */
export class NothingToAmend extends DomainError {
  constructor() {
    super('activities.error.nothing_to_amend', {}, { status: 409 });
  }
}

export class UnknownPartner extends DomainError {
  constructor() {
    super('activities.error.unknown_partner', {}, { field: 'partnerId' });
  }
}

/** Only a body's own activity is composed from it. */
export class NoBody extends DomainError {
  constructor() {
    super('activities.error.no_body', {}, { status: 409 });
  }
}

/** Guests come from somewhere. */
export class NoPartner extends DomainError {
  constructor() {
    super('activities.error.no_partner');
  }
}
