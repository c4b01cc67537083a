import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publicLanguages, type Language } from './languages.js';

export type Catalogue = ReadonlyMap<string, string>;

type Tree = { [key: string]: string | Tree };

/** The folder that holds the capabilities: `src` under Jest, the build's copy of it otherwise. */
export const capabilitiesRoot = resolve(import.meta.dirname, '../..');

/** Reads `<capability>/messages/<language>.json` of every capability into dotted keys that begin with its name. */
export function readCatalogue(language: Language, root = capabilitiesRoot): Catalogue {
  const messages = new Map<string, string>();
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const file = join(root, entry.name, 'messages', `${language}.json`);
    if (existsSync(file)) flatten(JSON.parse(readFileSync(file, 'utf8')) as Tree, entry.name, messages);
  }
  return messages;
}

const catalogues = new Map<Language, Catalogue>(publicLanguages.map((language) => [language, readCatalogue(language)]));

export function catalogueOf(language: Language): Catalogue {
  return catalogues.get(language) ?? new Map();
}

function flatten(tree: Tree, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(`${prefix}.${key}`, value);
    else flatten(value, `${prefix}.${key}`, into);
  }
}
