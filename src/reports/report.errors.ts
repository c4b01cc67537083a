import { DomainError } from '../platform/errors.js';
import type { Section } from './report-facts.entity.js';

/** A report tells what took place, so it is opened afterwards. */
export class NotYetHeld extends DomainError {
  constructor() {
    super('reports.error.not_yet_held');
  }
}

/** What was handed in or approved is not written on. */
export class ReportClosed extends DomainError {
  constructor() {
    super('reports.error.closed', {}, { status: 409 });
  }
}

export class WrongState extends DomainError {
  constructor() {
    super('reports.error.wrong_state', {}, { status: 409 });
  }
}

/** Nobody approves what he wrote or handed in himself. */
export class OwnReport extends DomainError {
  constructor() {
    super('reports.error.own');
  }
}

export class ReturnNeedsReason extends DomainError {
  constructor() {
    super('reports.error.reason', {}, { field: 'reason' });
  }
}

export class UnknownSection extends DomainError {
  constructor() {
    super('reports.error.unknown_section', {}, { field: 'section' });
  }
}

/** Somebody else saved the same section first: both texts are carried, so that neither is lost. */
export class SectionChanged extends DomainError {
  constructor(
    readonly section: string,
    readonly theirs: Section,
  ) {
    super('reports.error.section_changed', {}, { status: 409, field: 'content' });
  }
}

/** Rows of a table changed meanwhile. */
export class TableChanged extends DomainError {
  constructor() {
    super('reports.error.table_changed', {}, { status: 409 });
  }
}

/** An approved report stands in the language in which it was approved. */
export class OtherLanguage extends DomainError {
  constructor() {
    super('reports.error.other_language', {}, { status: 409 });
  }
}

/** The house is told who laid the report before it. */
export class TablingIncomplete extends DomainError {
  constructor() {
    super('reports.error.tabled_by', {}, { field: 'tabledBy' });
  }
}

/** What would be published is not what was checked. */
export class ChangedSinceChecked extends DomainError {
  constructor() {
    super('reports.error.changed_since', {}, { status: 409 });
  }
}

/** A text shows a picture that was not sent to its report. */
export class UnknownPicture extends DomainError {
  constructor() {
    super('reports.error.unknown_picture', {}, { field: 'content' });
  }
}

export class PictureTooWide extends DomainError {
  constructor() {
    super('reports.error.picture_too_wide', {}, { field: 'picture' });
  }
}

export class TooManyPictures extends DomainError {
  constructor(megabytes: number) {
    super('reports.error.too_many_pictures', { megabytes }, { field: 'picture' });
  }
}

export class TooManyPoints extends DomainError {
  constructor(millions: number) {
    super('reports.error.too_many_points', { millions }, { field: 'picture' });
  }
}

/** Readers are told why a published report was taken back or replaced. */
export class PublicationNeedsReason extends DomainError {
  constructor(field: 'reason' | 'because') {
    super('reports.error.publication_reason', {}, { field });
  }
}

/** What would replace the published report is what stands there. */
export class NothingToReplace extends DomainError {
  constructor() {
    super('reports.error.nothing_to_replace', {}, { status: 409 });
  }
}

/** Whoever publishes says that he read what will be public. */
export class NotChecked extends DomainError {
  constructor() {
    super('reports.error.not_checked', {}, { field: 'isChecked' });
  }
}

/** An activity report that was approved is replaced by another version, which says why. */
export class NewVersionNeedsReason extends DomainError {
  constructor() {
    super('reports.error.new_version', {}, { field: 'reason' });
  }
}
