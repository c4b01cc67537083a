import { DomainError } from '../platform/errors.js';

/** The commitment went on meanwhile. */
export class StepNotPossible extends DomainError {
  constructor() {
    super('commitments.error.step', {}, { status: 409 });
  }
}

export class EvidenceMissing extends DomainError {
  constructor() {
    super('commitments.error.evidence', {}, { field: 'note' });
  }
}

export class ReasonMissing extends DomainError {
  constructor() {
    super('commitments.error.reason', {}, { field: 'note' });
  }
}

export class NobodyResponsible extends DomainError {
  constructor() {
    super('commitments.error.nobody', {}, { field: 'responsible' });
  }
}

/** Nobody verifies what he himself said was fulfilled. */
export class OwnFulfilment extends DomainError {
  constructor() {
    super('commitments.error.own');
  }
}

/** What was verified or dropped stands as it is. */
export class CommitmentClosed extends DomainError {
  constructor() {
    super('commitments.error.closed', {}, { status: 409 });
  }
}

export class UnknownReference extends DomainError {
  constructor(field: string) {
    super('commitments.error.reference', {}, { field });
  }
}
