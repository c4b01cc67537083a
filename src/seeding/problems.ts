import type { z } from 'zod';

export interface Problem {
  path: string;
  expected: string;
  received: string;
}

/** `delegations.guest.members[3].languages: expected …, got …` */
export function problemLine({ path, expected, received }: Problem): string {
  return `${path}: expected ${expected}, got ${received}`;
}

/** `['members', 3, 'languages']` → `members[3].languages`; the empty path is the file itself. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'file';
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[\w$-]+$/.test(String(part))) return `${text}[${JSON.stringify(String(part))}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** What stands in the file, in words and never longer than a line. */
export function received(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'an empty text' : quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value !== 'object') return String(value);
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  return `an object with ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`;
}

/** Every issue that zod found, as problems in plain words; `input` is what was read. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], input: unknown, schema: z.core.$ZodType): Problem[] {
  return issues.flatMap((issue) => problems(issue, input, schema));
}

function problems(issue: z.core.$ZodIssue, input: unknown, schema: z.core.$ZodType): Problem[] {
  const value = at(input, issue.path);
  const one = (expected: string): Problem[] => [{ path: pathText(issue.path), expected, received: received(value) }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        path: pathText([...issue.path, name]),
        expected: knownFields(schema, issue.path),
        received: `an unknown field ${quoted(name)}`,
      }));
    case 'invalid_key':
      return [
        {
          path: pathText(issue.path),
          expected: `${issue.issues[0]?.message ?? 'another name'} as field name`,
          received: quoted(String(issue.path.at(-1))),
        },
      ];
    case 'invalid_union':
      return one(
        issue.errors
          .flat()
          .map((inner) => expectation(inner))
          .join(', or ') || 'one of the allowed forms',
      );
    case 'invalid_element':
      return issue.issues.flatMap((inner) =>
        problems({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, input, schema),
      );
    default:
      return one(expectation(issue));
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing here',
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `a number of ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
        : `at least ${counted(Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `a number of ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
        : `at most ${counted(Number(issue.maximum), issue.origin)}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? received(issue.values[0])
        : `one of ${issue.values.map((value) => String(value)).join(', ')}`;
    case 'invalid_format':
    case 'custom':
    default:
      return issue.message;
  }
}

function counted(count: number, origin: string): string {
  const noun = origin === 'string' ? 'character' : origin === 'array' || origin === 'set' ? 'entr' : 'field';
  if (noun === 'entr') return `${count} ${count === 1 ? 'entry' : 'entries'}`;
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null)?.[part], input);
}

interface SchemaNode {
  _zod: {
    def: { shape?: Record<string, SchemaNode>; element?: SchemaNode; valueType?: SchemaNode; innerType?: SchemaNode };
  };
}

// Walks down the schema along the path, through lists, records and what only wraps (optional, default).
function knownFields(schema: z.core.$ZodType, path: readonly PropertyKey[]): string {
  let node: SchemaNode | undefined = unwrapped(schema as unknown as SchemaNode);
  for (const part of path) {
    const def: SchemaNode['_zod']['def'] | undefined = node?._zod.def;
    node = unwrapped(def?.shape?.[String(part)] ?? def?.element ?? def?.valueType);
  }
  const shape = node?._zod.def.shape;
  return shape ? `only ${Object.keys(shape).join(', ')}` : 'no such field';
}

function unwrapped(node: SchemaNode | undefined): SchemaNode | undefined {
  return node?._zod.def.innerType ? unwrapped(node._zod.def.innerType) : node;
}
