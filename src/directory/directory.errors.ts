import { DomainError } from '../platform/errors.js';

export class MembershipAlreadyEnded extends DomainError {
  constructor() {
    super('directory.error.already_ended');
  }
}

export class MembershipEndsBeforeItBegins extends DomainError {
  constructor() {
    super('directory.error.ends_before_it_begins', {}, { field: 'endsOn' });
  }
}

export class PostOfAnotherOrganisation extends DomainError {
  constructor() {
    super('directory.error.post_elsewhere', {}, { field: 'postId' });
  }
}

export class UnknownReference extends DomainError {
  constructor(field: string) {
    super('directory.error.unknown_reference', {}, { field });
  }
}

export class OrganisationInsideItself extends DomainError {
  constructor() {
    super('directory.error.inside_itself', {}, { field: 'parentId' });
  }
}
