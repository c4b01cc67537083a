import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

/** The repository's folder, the same from `src` and from `dist`. */
export function repositoryRoot(): string {
  if (found) return found;
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) || folder.endsWith('/dist')) folder = dirname(folder);
  return (found = folder);
}
