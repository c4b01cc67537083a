import { DomainError } from '../../platform/errors.js';

export class MailingStepNotPossible extends DomainError {
  constructor() {
    super('invitations.mailings.error.step', {}, { status: 409 });
  }
}

/** What the check list found must be mended or left out before anything is sent. */
export class MailingNotReady extends DomainError {
  constructor(count: number) {
    super('invitations.mailings.error.not_ready', { count });
  }
}

export class SecondPersonNeeded extends DomainError {
  constructor() {
    super('invitations.mailings.error.second_person', {}, { status: 409 });
  }
}

export class ReasonMissing extends DomainError {
  constructor() {
    super('invitations.mailings.error.reason', {}, { field: 'reason' });
  }
}
