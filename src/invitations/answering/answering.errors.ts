import { DomainError } from '../../platform/errors.js';

export class CompanionsNotAllowed extends DomainError {
  constructor(count: number, field: 'companions' | 'companionNames' = 'companions') {
    super('invitations.public.error.companions', { count }, { field });
  }
}

export class RepresentativesNotAllowed extends DomainError {
  constructor() {
    super('invitations.public.error.representatives', {}, { field: 'answer' });
  }
}

export class QuestionUnanswered extends DomainError {
  constructor(id: string) {
    super('invitations.public.error.question', {}, { field: `replies.${id}` });
  }
}

/** He keeps his own place; there is none for so many companions. */
export class NoPlaceForCompanions extends DomainError {
  constructor(count: number) {
    super('invitations.public.error.full', { count }, { field: 'companions' });
  }
}

export class FewerPlacesThanGuests extends DomainError {
  constructor(count: number) {
    super('invitations.error.capacity', { count }, { field: 'capacity' });
  }
}
