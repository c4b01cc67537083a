import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

const drawn = new Map<string, string>();

/** An outline of Tabler Icons by its name (`plus`, `search`). It accompanies words and is hidden from readers of the screen. */
export function Icon({ name }: { name: string }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: pathsOf(name) }}
    />
  );
}

function pathsOf(name: string): string {
  let paths = drawn.get(name);
  if (paths === undefined) {
    if (!/^[a-z0-9-]+$/.test(name)) throw new TypeError(`Not an icon: ${name}`);
    const drawing = readFileSync(resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
    paths = [...drawing.matchAll(/<path d="[^"]*" ?\/>/g)].map(([path]) => path).join('');
    drawn.set(name, paths);
  }
  return paths;
}
