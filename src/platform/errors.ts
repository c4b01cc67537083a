/** Parameters of a message, named as in the catalogue. */
export type MessageParams = Record<string, string | number | boolean>;

interface Options {
  status?: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503;
  /** The input that is wrong, as a path: `members[3].languages`. */
  field?: string;
  retryAfter?: number;
  cause?: unknown;
}

/** A broken rule, by name. `key` is the message's key; one filter turns it into a page or a problem document. */
export class DomainError extends Error {
  readonly status: number;
  readonly field?: string;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter?: number;

  constructor(
    readonly key: string,
    readonly params: MessageParams = {},
    options: Options = {},
  ) {
    super(`${key} ${JSON.stringify(params)}`, { cause: options.cause });
    this.name = new.target.name;
    this.status = options.status ?? 422;
    this.field = options.field;
    this.retryAfter = options.retryAfter;
  }
}

/** Missing and forbidden look the same. */
export class NotFound extends DomainError {
  constructor() {
    super('platform.error.not_found', {}, { status: 404 });
  }
}

/** Somebody else saved first; what was typed stays with the one who is told. */
export class ChangedMeanwhile extends DomainError {
  constructor(field?: string) {
    super('platform.error.changed_meanwhile', {}, { status: 409, field });
  }
}

export interface FieldProblem {
  path: string;
  message: string;
}

/** What was sent does not fit the form: every place is named. */
export class InvalidInput extends DomainError {
  constructor(
    readonly problems: FieldProblem[],
    status: 400 | 422 = 422,
  ) {
    super('platform.error.invalid_input', { count: problems.length }, { status });
  }
}
