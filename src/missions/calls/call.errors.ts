import { DomainError } from '../../platform/errors.js';

export class CallClosed extends DomainError {
  constructor() {
    super('missions.call.error.closed', {}, { status: 409 });
  }
}

/** Who proposed the ranking does not decide on it. */
export class OwnRanking extends DomainError {
  constructor() {
    super('activities.error.own_proposal');
  }
}

export class NobodyRanked extends DomainError {
  constructor() {
    super('missions.call.error.nobody_ranked');
  }
}

/** A call ends before the mission begins. */
export class ClosesTooLate extends DomainError {
  constructor() {
    super('missions.call.error.closes_too_late', {}, { field: 'closesOn' });
  }
}

/** The institution does not choose its delegations by calls. */
export class NoCalls extends DomainError {
  constructor() {
    super('missions.call.error.no_calls');
  }
}
