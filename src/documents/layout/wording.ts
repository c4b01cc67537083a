/** What a wording may name: the data, or the item of a repetition, with what surrounds it. */
export interface Scope {
  value: unknown;
  /** Place in the repetition, from 1. */
  index?: number;
  around?: Scope;
}

const PLACES = /\{([^{}]*)\}/g;
const STOPPED = /\{([^{}]*)\}(\.?)/g;
const OPTIONAL = /\[([^[\]]*\{[^[\]]*)\]/g;

/**
 * A wording with its places filled: `{name}` and `{partner.city}` from the data, `{.}` the item itself, `{#}` its place
 * from 1, `{^title}` what surrounds the repetition. What stands in square brackets goes where a place in it is empty: `{name}[, {post}]`. A wording all of whose
 * places are empty is empty. The data is never a wording: braces in it stay braces.
 */
export function worded(pattern: string, scope: Scope): string {
  const places = [...pattern.matchAll(PLACES)];
  if (places.length === 0) return pattern;
  if (places.every(([, path]) => textAt(scope, path!) === '')) return '';
  // In one pass, so that no data is read as a place; brackets that go are marked by position first.
  return filled(
    pattern.replace(OPTIONAL, (_all, inner: string) => (isWhole(inner, scope) ? inner : '')),
    scope,
  );
}

/** The names of the places in a wording. */
export function placesOf(pattern: string): string[] {
  return [...pattern.matchAll(PLACES)].map(([, path]) => path!);
}

/** The value under a path of own properties; `^` steps out of a repetition. */
export function valueAt(scope: Scope, path: string): unknown {
  if (path.startsWith('^')) return scope.around && valueAt(scope.around, path.slice(1));
  return path === '.' ? scope.value : path.split('.').reduce<unknown>(own, scope.value);
}

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function filled(pattern: string, scope: Scope): string {
  // “… 2026 г.” ends the sentence by itself.
  return pattern.replace(STOPPED, (_all, path: string, stop: string) => {
    const text = textAt(scope, path);
    return text.endsWith('.') ? text : text + stop;
  });
}

function isWhole(pattern: string, scope: Scope): boolean {
  return placesOf(pattern).every((path) => textAt(scope, path) !== '');
}

function textAt(scope: Scope, path: string): string {
  if (path === '#') return scope.index === undefined ? '' : String(scope.index);
  const value = valueAt(scope, path);
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string' && one).join('; ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function own(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
