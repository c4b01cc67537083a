import { DomainError } from '../../platform/errors.js';

export class AlreadyHandled extends DomainError {
  constructor() {
    super('invitations.inbox.error.handled', {}, { status: 409 });
  }
}

/** It proposes no other time, or there is nobody to write to. */
export class NoProposal extends DomainError {
  constructor() {
    super('invitations.inbox.error.no_proposal');
  }
}
