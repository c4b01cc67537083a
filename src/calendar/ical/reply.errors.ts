import { DomainError } from '../../platform/errors.js';

export class ReplyTooLarge extends DomainError {
  constructor() {
    super('calendar.reply.too_large', {}, { status: 413 });
  }
}

export class ReplyUnreadable extends DomainError {
  constructor(cause?: unknown) {
    super('calendar.reply.unreadable', {}, { status: 400, cause });
  }
}

/** `method` says what it is instead: COUNTER proposes a change, REFRESH asks for the entry again. */
export class ReplyNotAReply extends DomainError {
  constructor(readonly method: string | null) {
    super('calendar.reply.not_a_reply');
  }
}

export class ReplyOfSeveralEntries extends DomainError {
  constructor() {
    super('calendar.reply.several_entries');
  }
}

export class ReplyWithoutUid extends DomainError {
  constructor() {
    super('calendar.reply.no_uid');
  }
}

export class ReplyNeedsOneAttendee extends DomainError {
  constructor() {
    super('calendar.reply.one_attendee');
  }
}

export class ReplyWithUnknownAnswer extends DomainError {
  constructor() {
    super('calendar.reply.unknown_answer');
  }
}
