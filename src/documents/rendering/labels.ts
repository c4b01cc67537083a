import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../platform/root.js';
import type { Layout } from '../layout/block.js';
import type { DocumentLanguage } from './document-data.js';

export type Labels = Record<string, string>;

const read = new Map<string, unknown>();

/** Where the templates of documents live: one folder per document. */
export function documentTemplates(): string {
  return join(repositoryRoot(), 'templates', 'documents');
}

/** The fixed words of a document in its language: those all documents share, then its own. PDF and Word share them. */
export function labelsOf(template: string, language: DocumentLanguage): Labels {
  const [shared, own] = ['_lib', template].map((folder) => part<Record<string, Labels>>(folder, 'labels.json'));
  if (!own?.[language]) throw new Error(`The document ${template} has no words in ${language}`);
  return { ...shared?.[language], ...own[language] };
}

/** How a document is laid out, or null where its folder has a `main.typ` of its own. */
export function layoutOf(template: string): Layout | null {
  return existsSync(join(documentTemplates(), template, 'layout.json')) ? part<Layout>(template, 'layout.json') : null;
}

function part<T>(folder: string, file: string): T {
  const path = join(documentTemplates(), folder, file);
  if (!read.has(path)) read.set(path, JSON.parse(readFileSync(path, 'utf8')));
  return read.get(path) as T;
}

/** Fictional data of a template in the shape that its layout reads: for tests, previews and pictures. */
export function sampleOf<T extends object>(template: string, language: DocumentLanguage): T {
  const [shared, own] = ['_lib', template].map((folder) => part<Record<string, object>>(folder, 'sample.json'));
  return { ...shared?.[language], ...own?.[language] } as T;
}
