import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidInput } from '../errors.js';

/** Checks whatever a handler declares with `@Body({ schema })`, `@Query({ schema })`, `@Param({ schema })`. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidInput(
        issues.map((issue) => ({ path: pathOf(issue.path ?? []), message: issue.message })),
        400,
      ),
  });
}

/** `members[3].languages`, as people say it. */
export function pathOf(path: readonly unknown[]): string {
  return path
    .map((part) => (typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? String(part) : `.${String(part)}`))
    .join('');
}
