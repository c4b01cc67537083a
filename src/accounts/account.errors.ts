import { DomainError } from '../platform/errors.js';

export class WrongPassword extends DomainError {
  constructor(left: number) {
    super(
      left > 0 ? 'accounts.error.wrong_password' : 'accounts.error.wrong_password_last',
      { left },
      { field: 'password' },
    );
  }
}

export class IncompleteSignIn extends DomainError {
  constructor() {
    super('accounts.error.incomplete', {}, { field: 'password' });
  }
}

export class OldPasswordWrong extends DomainError {
  constructor() {
    super('accounts.error.old_password', {}, { field: 'oldPassword' });
  }
}

export class PasswordTooShort extends DomainError {
  constructor(least: number) {
    super('accounts.error.password_short', { least }, { field: 'password' });
  }
}

export class PasswordTooCommon extends DomainError {
  constructor() {
    super('accounts.error.password_common', {}, { field: 'password' });
  }
}

export class EmailTaken extends DomainError {
  constructor() {
    super('accounts.error.email_taken', {}, { field: 'email' });
  }
}

/** The link was used, withdrawn, or is too old; which of them is nobody's business. */
export class TicketSpent extends DomainError {
  constructor() {
    super('accounts.error.ticket_spent', {}, { status: 422 });
  }
}

export class NotInvited extends DomainError {
  constructor() {
    super('accounts.error.not_invited');
  }
}

export class LastAdministrator extends DomainError {
  constructor() {
    super('accounts.error.last_administrator');
  }
}

export class RoleHeldAlready extends DomainError {
  constructor() {
    super('accounts.error.role_held', {}, { field: 'role' });
  }
}
