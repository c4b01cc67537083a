import { DomainError } from '../platform/errors.js';

export class StepNotPossible extends DomainError {
  constructor() {
    super('bodies.error.step_not_possible', {}, { status: 409 });
  }
}

export class OwnProposal extends DomainError {
  constructor() {
    super('bodies.error.own_proposal');
  }
}

export class BodyIsOver extends DomainError {
  constructor() {
    super('bodies.error.over');
  }
}

export class UnknownPartner extends DomainError {
  constructor() {
    super('bodies.error.unknown_partner', {}, { field: 'partnerId' });
  }
}

export class UnknownPerson extends DomainError {
  constructor() {
    super('bodies.error.unknown_person', {}, { field: 'personId' });
  }
}

export class SeatTaken extends DomainError {
  constructor() {
    super('bodies.error.seat_taken', {}, { field: 'personId' });
  }
}

export class ChairIsTaken extends DomainError {
  constructor() {
    super('bodies.error.chair_taken', {}, { field: 'capacity' });
  }
}

export class SeatAlreadyEnded extends DomainError {
  constructor() {
    super('bodies.error.seat_ended');
  }
}

export class SeatEndsBeforeItBegins extends DomainError {
  constructor() {
    super('bodies.error.seat_days', {}, { field: 'endsOn' });
  }
}

export class SubstituteForNobody extends DomainError {
  constructor() {
    super('bodies.error.substitute_for', {}, { field: 'substituteFor' });
  }
}

export class ReplacesNobody extends DomainError {
  constructor() {
    super('bodies.error.replaces', {}, { field: 'replaces' });
  }
}

export class CoChairIsTaken extends DomainError {
  constructor() {
    super('bodies.error.co_chair_taken', {}, { field: 'capacity' });
  }
}
