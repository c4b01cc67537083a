import { DomainError } from '../../platform/errors.js';

export class AlreadyHandled extends DomainError {
  constructor() {
    super('invitations.inbox.error.handled', {}, { status: 409 });
  }
}
