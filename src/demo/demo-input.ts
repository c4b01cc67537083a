import { findJsonFault } from '../seeding/json-text.js';
import { type Problem, problemLine, problemsOf } from '../seeding/problems.js';
import { crossChecks } from './demo-input.checks.js';
import { type DemoInput, demoInputSchema } from './demo-input.schema.js';

export class DemoInputError extends Error {
  /** @param problems every fault of the file, in the order it is read */
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'DemoInputError';
  }
}

/**
 * Reads the input file of `npm run demo`.
 * @param json the text of the file (UTF-8, a leading byte order mark is allowed)
 * @returns the input with its defaults filled in; all references resolve, all items lie inside the visit
 * @throws DemoInputError with all problems of the first stage that found any: syntax, then fields, then references
 */
export function readDemoInput(json: string): DemoInput {
  const source = json.replace(/^\uFEFF/, '');
  const fault = findJsonFault(source);
  if (fault) {
    const { line, column, expected, received } = fault;
    throw new DemoInputError([{ path: `line ${line}, column ${column}`, expected, received }]);
  }
  const input: unknown = JSON.parse(source);
  const read = demoInputSchema.safeParse(input);
  if (!read.success) throw new DemoInputError(problemsOf(read.error.issues, input, demoInputSchema));
  const problems = crossChecks(read.data);
  if (problems.length > 0) throw new DemoInputError(problems);
  return read.data;
}
