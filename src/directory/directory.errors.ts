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

export class DiesBeforeBirth extends DomainError {
  constructor() {
    super('directory.error.dies_before_birth', {}, { field: 'deathDate' });
  }
}

export class MergedWithItself extends DomainError {
  constructor() {
    super('directory.error.merged_with_itself', {}, { field: 'with' });
  }
}

export class AlreadyMerged extends DomainError {
  constructor() {
    super('directory.error.already_merged', {}, { status: 409 });
  }
}

export class OverlappingMembership extends DomainError {
  constructor(rule: 'same' | 'single_holder' | 'exclusive', params: Record<string, string> = {}) {
    super(`directory.error.overlap.${rule}`, params, { field: rule === 'single_holder' ? 'postId' : 'startsOn' });
  }
}

export class OutsideConvocation extends DomainError {
  constructor(params: Record<string, string>) {
    super('directory.error.outside_convocation', params, { field: 'startsOn' });
  }
}

export class WrongMembershipStep extends DomainError {
  constructor() {
    super('directory.error.membership_step', {}, { status: 409 });
  }
}

export class RankInUse extends DomainError {
  constructor(posts: number) {
    super('directory.error.rank_in_use', { count: posts }, { status: 409 });
  }
}

export class DissolvedBeforeFounded extends DomainError {
  constructor() {
    super('directory.error.dissolved_before_founded', {}, { field: 'dissolvedOn' });
  }
}
