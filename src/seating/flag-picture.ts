import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasFlag } from '../platform/web/components/names.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('flag-icons/package.json')), 'flags/4x3');
const read = new Map<string, Promise<string>>();

/** SVG source of a country's flag; empty where there is none. @param country ISO 3166-1 alpha-2 */
export function flagPicture(country: string | null): Promise<string> {
  if (!hasFlag(country)) return Promise.resolve('');
  const code = country.toLowerCase();
  const known = read.get(code) ?? readFile(join(folder, `${code}.svg`), 'utf8').catch(() => '');
  read.set(code, known);
  return known;
}
