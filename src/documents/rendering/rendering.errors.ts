import { DomainError } from '../../platform/errors.js';

/** The typesetter did not finish in its time and was stopped. */
export class DocumentTooSlow extends DomainError {
  constructor(seconds: number) {
    super('documents.error.too_slow', { seconds });
  }
}

/** The typesetter refused the document; `diagnostic` says why in plain words, for the person who can mend the text or the template. */
export class DocumentUnrenderable extends DomainError {
  constructor(readonly diagnostic: string) {
    super('documents.error.unrenderable', { diagnostic });
  }
}

/** A text, or the document as a whole, is longer than a page can sensibly hold; `place` is the path of the field. */
export class DocumentTooLong extends DomainError {
  constructor(
    readonly place: string,
    limit: number,
  ) {
    super('documents.error.too_long', { place, limit });
  }
}

/** Rich text with parts that Entente does not know, or nested beyond reason. */
export class RichTextInvalid extends DomainError {
  constructor(readonly diagnostic: string) {
    super('documents.error.rich_text', { diagnostic });
  }
}

/** A photograph that is none, or too large to be unpacked. */
export class PhotographUnreadable extends DomainError {
  constructor(name: string) {
    super('documents.error.photograph', { name });
  }
}
