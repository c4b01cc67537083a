import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(dirname(createRequire(import.meta.url).resolve('flag-icons/package.json')), 'flags/4x3');
const read = new Map<string, Promise<string>>();

/** SVG source of the flag of a country that has one. @param code ISO 3166-1 alpha-2, small */
export function flagPicture(code: string): Promise<string> {
  const known = read.get(code) ?? readFile(join(folder, `${code}.svg`), 'utf8').catch(() => '');
  read.set(code, known);
  return known;
}
