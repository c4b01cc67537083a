import { DomainError } from '../platform/errors.js';

export class ArrivesBeforeDeparture extends DomainError {
  constructor(place: number) {
    super('missions.error.arrives_before_departure', {}, { field: `legs[${place}].arrives` });
  }
}

/** While it is being decided nothing of it changes: return it first. */
export class UnderReview extends DomainError {
  constructor() {
    super('missions.error.under_review', {}, { status: 409 });
  }
}

/** The mission is over; what it was stays. */
export class MissionOver extends DomainError {
  constructor() {
    super('missions.error.over', {}, { status: 409 });
  }
}

/** Nobody clears what he proposed himself. */
export class OwnClearance extends DomainError {
  constructor() {
    super('activities.error.own_proposal');
  }
}

export class NothingToClear extends DomainError {
  constructor() {
    super('missions.error.nothing_to_clear', {}, { status: 409 });
  }
}
