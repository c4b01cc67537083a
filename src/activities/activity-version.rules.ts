import type { FixedFact } from './activity-version.entity.js';

export interface FactChange {
  key: string;
  before: FixedFact | null;
  after: FixedFact | null;
}

/** What differs between two versions, in the order of the later one. */
export function changesBetween(before: readonly FixedFact[], after: readonly FixedFact[]): FactChange[] {
  const was = new Map(before.map((fact) => [fact.key, fact]));
  const is = new Map(after.map((fact) => [fact.key, fact]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const change = { key, before: was.get(key) ?? null, after: is.get(key) ?? null };
    return valueOf(change.before) === valueOf(change.after) ? [] : [change];
  });
}

// Keys are put in order: a jsonb column does not keep the order in which they were written.
function valueOf(fact: FixedFact | null): string {
  if (!fact) return '';
  const { text, texts, chosen, list, choices, days } = fact;
  const spoken = texts && Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const value = [text ?? '', spoken ?? [], chosen ?? '', list ?? [], choices ?? [], days ?? []];
  return value.every((one) => one.length === 0) ? '' : JSON.stringify(value);
}
