/** One content line (RFC 5545 §3.1), unfolded, with the number of the physical line on which it begins. */
export interface ContentLine {
  readonly number: number;
  readonly name: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

const NAME = /^[A-Za-z0-9-]+/;
const PARAMETER = /^;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/;

/** Reads one unfolded line; null when it is not `name *(";" param) ":" value`. */
export function contentLine(text: string, number: number): ContentLine | null {
  const name = NAME.exec(text)?.[0];
  if (!name) return null;
  const params = new Map<string, string[]>();
  let rest = text.slice(name.length);
  for (let found = PARAMETER.exec(rest); found; found = PARAMETER.exec(rest)) {
    const [whole, key = '', values = ''] = found;
    params.set(
      key.toUpperCase(),
      [...values.matchAll(/"([^"]*)"|([^",]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
    );
    rest = rest.slice(whole.length);
  }
  return rest.startsWith(':') ? { number, name: name.toUpperCase(), params, value: rest.slice(1) } : null;
}

/** Joins folded lines; the numbers are those of the physical lines, from 1. */
export function unfold(physical: readonly string[]): { text: string; number: number }[] {
  const lines: { text: string; number: number }[] = [];
  physical.forEach((text, index) => {
    const last = lines.at(-1);
    if (last && /^[ \t]/.test(text)) last.text += text.slice(1);
    else lines.push({ text, number: index + 1 });
  });
  return lines;
}
