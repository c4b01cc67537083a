import type { ContentLine } from './content-line.js';
import type { Finding } from './finding.js';

/** A component as it stands in the text, with what follows a sub-component marked. */
export interface Component {
  readonly name: string;
  readonly line: number;
  readonly properties: ContentLine[];
  readonly components: Component[];
}

/** BEGIN and END into a tree; null unless the text is exactly one VCALENDAR. */
export function componentTree(lines: readonly ContentLine[], findings: Finding[]): Component | null {
  const root: Component = { name: '', line: 1, properties: [], components: [] };
  const open = [root];
  for (const line of lines) {
    const current = open.at(-1) ?? root;
    if (line.name === 'BEGIN') {
      const component = { name: line.value.toUpperCase(), line: line.number, properties: [], components: [] };
      current.components.push(component);
      open.push(component);
    } else if (line.name === 'END') {
      if (open.length === 1 || current.name !== line.value.toUpperCase()) {
        findings.push({ rule: 'nesting', line: line.number, detail: `END:${line.value} closes nothing that is open` });
        return null;
      }
      open.pop();
    } else {
      if (current.components.length > 0)
        findings.push({ rule: 'order', line: line.number, detail: `${line.name} after a component` });
      current.properties.push(line);
    }
  }
  const [calendar, another] = root.components;
  if (open.length > 1) findings.push({ rule: 'nesting', line: open.at(-1)?.line ?? 1, detail: 'END is missing' });
  if (calendar?.name === 'VCALENDAR' && !another && root.properties.length === 0) return calendar;
  findings.push({ rule: 'one-calendar', line: 1, detail: 'the text must be exactly one VCALENDAR' });
  return null;
}

export function all(component: Component, name: string): ContentLine[] {
  return component.properties.filter((property) => property.name === name);
}

export function first(component: Component, name: string): ContentLine | undefined {
  return component.properties.find((property) => property.name === name);
}
