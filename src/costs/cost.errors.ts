import { DomainError } from '../platform/errors.js';

/** What finance looks at or has cleared does not change. */
export class EstimateFixed extends DomainError {
  constructor() {
    super('costs.error.estimate_fixed', {}, { status: 409 });
  }
}

export class ClaimClosed extends DomainError {
  constructor() {
    super('costs.error.claim_closed', {}, { status: 409 });
  }
}

/** Somebody else took this step meanwhile. */
export class WrongMoneyState extends DomainError {
  constructor() {
    super('costs.error.wrong_state', {}, { status: 409 });
  }
}

/** Nobody clears, checks or approves his own. */
export class OwnMoney extends DomainError {
  constructor() {
    super('costs.error.own');
  }
}

export class UnknownRate extends DomainError {
  constructor(currency: string) {
    super('costs.error.unknown_rate', { currency }, { field: 'rate' });
  }
}

export class NoDailyRate extends DomainError {
  constructor(country: string, day: string) {
    super('costs.error.no_daily_rate', { country, day });
  }
}

export class NotOfDelegation extends DomainError {
  constructor() {
    super('costs.error.not_of_delegation', {}, { field: 'personId' });
  }
}

export class NothingToCompute extends DomainError {
  constructor() {
    super('costs.error.nothing_to_compute');
  }
}
