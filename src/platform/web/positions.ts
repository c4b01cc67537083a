/** Values that a stylesheet reads as custom properties: `--a` and `--b` are minutes of the day. */
export type Position = Record<string, string | number | undefined>;

const safe = /^[a-z][a-z0-9-]*:[#\w.%/ -]+(;[a-z][a-z0-9-]*:[#\w.%/ -]+)*$/;

/**
 * Places an element by numbers, where a style attribute would be refused by the content security policy:
 * `<a class="line" {...at({ a: 540, b: 600 })}>`. The page carries one rule for each value in a style block with
 * its nonce, and the browser sets the same properties again when Turbo exchanges the body.
 */
export function at(position: Position): { 'data-at': string } {
  const text = Object.entries(position)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
  if (text && !safe.test(text)) throw new TypeError(`Not a position: ${text}`);
  return { 'data-at': text };
}

/** The rules for every position that stands in a drawn page. */
export function positionRules(html: string): string {
  const found = new Set<string>();
  for (const [, text = ''] of html.matchAll(/ data-at="([^"]+)"/g)) if (safe.test(text)) found.add(text);
  return [...found]
    .map(
      (text) =>
        `[data-at="${text}"]{${text
          .split(';')
          .map((pair) => `--${pair}`)
          .join(';')}}`,
    )
    .join('');
}
