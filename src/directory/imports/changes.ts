import type { LocalizedText } from '../../platform/current.js';
import { DomainError } from '../../platform/errors.js';
import { localized } from '../../platform/i18n/translate.js';
import type { Change, Problem } from '../../platform/imports/import-kinds.registry.js';

/** What of `facts` differs from what is there; a fact that is undefined says nothing. */
export function changesOf<T extends object>(there: T | null, facts: Partial<T>): Change[] {
  return Object.entries(facts).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const before = there ? (there as Record<string, unknown>)[field] : undefined;
    const isNothing = !there && (value === null || value === '' || (Array.isArray(value) && value.length === 0));
    return isNothing || same(before, value) ? [] : [{ field, from: shown(before), to: shown(value) }];
  });
}

/** The rule of an entity that facts break, as what is wrong with a row. @throws whatever else went wrong */
export function ruleOf(error: unknown): Problem {
  if (!(error instanceof DomainError)) throw error;
  return { key: error.key, params: error.params, ...(error.field ? { field: error.field } : {}) };
}

/** Equality of what a row can hold: texts, lists, texts by language, days. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (value instanceof Temporal.PlainDate || typeof value !== 'object') return String(value as string);
  const texts = Object.values(value);
  return texts.length > 0 && texts.every((one) => typeof one === 'string')
    ? localized(value as LocalizedText)
    : JSON.stringify(value);
}
