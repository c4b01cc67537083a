import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../platform/root.js';
import type { Layout, PageLook } from '../layout/block.js';
import type { DocumentLanguage } from './document-data.js';

export type Labels = Record<string, string>;

const read = new Map<string, unknown>();

/** Where the templates of documents live: one folder per document. */
export function documentTemplates(): string {
  return join(repositoryRoot(), 'templates', 'documents');
}

/** The fixed words of a document in its language: those all documents share, then its own. PDF and Word share them. */
export function labelsOf(template: string, language: DocumentLanguage): Labels {
  const found = merged<Labels>(template, 'labels.json', language);
  if (!found) throw new Error(`The document ${template} has no words in ${language}`);
  return found;
}

/** The words that every document has. */
export function commonLabels(language: DocumentLanguage): Labels {
  return part<Record<string, Labels>>('_lib', 'labels.json')?.[language] ?? {};
}

/** How a document is laid out, or null where its folder has a `main.typ` of its own. */
export function layoutOf(template: string): Layout | null {
  const layout = part<Layout | { as: string; page?: PageLook }>(template, 'layout.json');
  if (!layout || !('as' in layout)) return layout;
  const other = layoutOf(layout.as);
  // The same blocks, where it says so on a page of its own.
  return other && { ...other, page: layout.page ?? other.page };
}

/** The documents that are laid out by blocks, by the names of their folders. */
export function templateNames(): string[] {
  return readdirSync(documentTemplates()).filter((name) => layoutOf(name) !== null);
}

/** Fictional data of a template in the shape that its layout reads: for tests, previews and pictures. */
export function sampleOf<T extends object>(template: string, language: DocumentLanguage): T {
  return merged<T>(template, 'sample.json', language) as T;
}

/** What all documents share, then that of the template it is laid out as, then its own. */
function merged<T extends object>(template: string, file: string, language: DocumentLanguage): T | null {
  const layout = part<Partial<{ as: string }>>(template, 'layout.json');
  const folders = ['_lib', ...(layout?.as ? [layout.as] : []), template];
  const found = folders.map((folder) => part<Record<string, T>>(folder, file)?.[language]);
  return found.slice(1).some(Boolean) ? (Object.assign({}, ...found) as T) : null;
}

function part<T>(folder: string, file: string): T | null {
  const path = join(documentTemplates(), folder, file);
  if (!read.has(path)) read.set(path, existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);
  return read.get(path) as T | null;
}
