import { alike } from './cells.js';
import type { ImportField } from './import-kinds.registry.js';

/**
 * Which column each field is read from: as it was at the last import where that heading is there again, else by the
 * words of the heading. No column serves two fields by guess.
 */
export function guessMapping(
  fields: readonly ImportField[],
  headings: readonly string[],
  remembered: Record<string, string> = {},
): Record<string, string> {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (field: string, heading: string | undefined) => {
    if (heading === undefined || mapping[field] !== undefined || taken.has(heading)) return;
    mapping[field] = heading;
    taken.add(heading);
  };
  for (const { name } of fields) {
    const before = remembered[name];
    if (before !== undefined && headings.includes(before)) take(name, before);
  }
  for (const field of fields) {
    const words = new Set([field.name, field.label, ...field.headings].map(alike));
    take(
      field.name,
      headings.find((heading) => !taken.has(heading) && words.has(alike(heading))),
    );
  }
  return mapping;
}

/** Names every column once: the empty and the repeated ones get their place as a name. */
export function namedHeadings(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell, n) => {
    let name = cell.trim().slice(0, 200) || `#${n + 1}`;
    if (seen.has(name)) name = `${name} #${n + 1}`;
    seen.add(name);
    return name;
  });
}
