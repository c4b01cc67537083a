import { DomainError } from '../../platform/errors.js';

/** DTEND must lie after DTSTART (RFC 5545 §3.8.2.2). */
export class EntryEndsBeforeItStarts extends DomainError {
  constructor() {
    super('calendar.error.ends_before_start');
  }
}

/** REQUEST and CANCEL name one organizer (RFC 5546 §3.2.2, §3.2.5). */
export class InvitationWithoutOrganizer extends DomainError {
  constructor() {
    super('calendar.error.no_organizer');
  }
}

export class UnusableAddress extends DomainError {
  constructor() {
    super('calendar.error.bad_address');
  }
}
