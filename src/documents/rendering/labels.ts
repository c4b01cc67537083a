import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../platform/root.js';
import type { DocumentLanguage } from './document-data.js';

export type Labels = Record<string, string>;

const read = new Map<string, Record<string, Labels>>();

/** Where the templates of documents live: one folder per document. */
export function documentTemplates(): string {
  return join(repositoryRoot(), 'templates', 'documents');
}

/** The fixed words of a document in its language (`labels.json` of the template). PDF and Word share them. */
export function labelsOf(template: string, language: DocumentLanguage): Labels {
  let labels = read.get(template);
  if (!labels) {
    labels = JSON.parse(readFileSync(join(documentTemplates(), template, 'labels.json'), 'utf8')) as Record<
      string,
      Labels
    >;
    read.set(template, labels);
  }
  const words = labels[language];
  if (!words) throw new Error(`The document ${template} has no words in ${language}`);
  return words;
}
