import { DomainError } from '../platform/errors.js';
import { formatDay } from '../platform/i18n/format.js';

export class InvitationStepNotPossible extends DomainError {
  constructor() {
    super('invitations.error.step', {}, { status: 409 });
  }
}

export class NobodyToSendTo extends DomainError {
  constructor() {
    super('invitations.error.nobody');
  }
}

/** Nobody is waited for once the occasion has begun. */
export class AnswersAfterBeginning extends DomainError {
  constructor(begins: Temporal.PlainDate) {
    super('invitations.error.answer_by', { day: formatDay(begins) }, { field: 'answerBy' });
  }
}

/** A guest is told only of what was released. */
export class OccasionNotReleased extends DomainError {
  constructor() {
    super('invitations.error.not_released');
  }
}

export class ListUnreadable extends DomainError {
  constructor(line: string, problem: string) {
    super('invitations.error.list', { line, problem }, { field: 'list' });
  }
}

export class AnswersClosed extends DomainError {
  constructor(isLate: boolean) {
    super(isLate ? 'invitations.public.late' : 'invitations.public.closed', {}, { status: 409 });
  }
}
