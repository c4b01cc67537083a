import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import type { DocumentFrame, DocumentLanguage, DocumentStatus } from './document-data.js';
import { documentTemplates, type Labels } from './labels.js';
import { wordFace } from './typefaces.js';
import { statusWords } from './word-status.js';
import { packed } from './word-template-fill.js';
import { wordTags, type WordWriter } from './word-writer.js';

// The parts of the package, in the order in which they stand in the file.
const parts = {
  '[Content_Types].xml': 'content-types.xml',
  '_rels/.rels': 'package-relationships.xml',
  'docProps/core.xml': 'core.xml',
  'word/document.xml': 'document.xml',
  'word/_rels/document.xml.rels': 'document-relationships.xml',
  'word/styles.xml': 'styles.xml',
  'word/numbering.xml': 'numbering.xml',
  'word/settings.xml': 'settings.xml',
  'word/header.xml': 'header.xml',
  'word/first-header.xml': 'first-header.xml',
  'word/footer.xml': 'footer.xml',
} as const;

export interface WordPackage {
  frame: DocumentFrame & { title: string; status: DocumentStatus };
  labels: Labels;
  language: DocumentLanguage;
  writer: WordWriter;
  /** Folder below the templates with a `document.xml` of its own. */
  documentXml?: string;
  /** What its places are filled with, beside title, institution and the words of the foot. */
  fields: Record<string, unknown>;
  /** `w:pgSz` and `w:pgMar`; those of the report where absent. */
  pageSize?: string;
}

/** A Word file of one body and the parts that all documents share. The same in gives the same bytes. */
export function packWord({ frame, labels, language, writer, documentXml, fields, pageSize }: WordPackage): Uint8Array {
  const zip = new PizZip();
  const date = new Date(Temporal.Instant.from(frame.createdAt).epochMilliseconds);
  const fillings: Record<string, string> = {
    ACCENT: hex(frame.letterhead.accent, '1F3A5F'),
    LINE: hex(frame.letterhead.line, 'B3924A'),
    LANGUAGE: wordTags[language],
    DIRECTION: writer.rightToLeft ? '<w:bidi/>' : '',
    RUNDIR: writer.rightToLeft ? '<w:rtl/>' : '',
    LISTS: writer.numbering(),
    'PAGE-SIZE': pageSize ?? '',
    'TEXT-WIDTH': String(writer.textWidth),
    Cambria: wordFace('textFont', frame.letterhead.textFont),
    Calibri: wordFace('labelFont', frame.letterhead.labelFont),
    RELATIONSHIPS: writer.media.relationships(),
  };
  for (const [name, file] of Object.entries(parts)) {
    const folder = file === 'document.xml' && documentXml ? documentXml : join('_lib', 'word');
    const xml = readFileSync(join(documentTemplates(), folder, file), 'utf8');
    // Spaced letters would tear apart those that join.
    const spaced = xml.replace(/TRACKING-(\d+)/g, writer.rightToLeft ? '0' : '$1');
    const filled = spaced.replace(
      /\b(?:ACCENT|LINE|Cambria|Calibri|LANGUAGE|DIRECTION|RUNDIR|LISTS|PAGE-SIZE|TEXT-WIDTH|RELATIONSHIPS)\b/g,
      (key) => fillings[key] ?? key,
    );
    zip.file(name, filled, { date, createFolders: false });
  }
  for (const { path, bytes } of writer.media.files) zip.file(path, bytes, { date, createFolders: false });
  const document = new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    parser: ownProperty,
    nullGetter: () => '',
  });
  document.render({ ...footFields(frame, labels), language, ...fields });
  // Only now: what people wrote in a footnote is not looked through for places to fill.
  const footnotes = readFileSync(join(documentTemplates(), '_lib', 'word', 'footnotes.xml'), 'utf8');
  document.getZip().file(
    'word/footnotes.xml',
    footnotes.replace('FOOTNOTES', () => writer.footnotes()),
    { createFolders: false },
  );
  return packed(document, date);
}

function footFields({ letterhead, title, status, createdAt }: WordPackage['frame'], labels: Labels) {
  const [beforePage, betweenPages, afterPages] = (labels['page'] ?? '').split(/\{[xy]\}/);
  return {
    institution: letterhead.institution,
    title,
    createdAt,
    status: statusWords(status, labels),
    beforePage,
    betweenPages,
    afterPages,
  };
}

// Colours go straight into the XML, so nothing but a colour may pass.
function hex(colour: string | undefined, otherwise: string): string {
  return colour && /^#[\da-f]{6}$/i.test(colour) ? colour.slice(1).toUpperCase() : otherwise;
}

// docxtemplater’s own parser would read inherited properties; a template gets the given values and nothing else.
function ownProperty(tag: string) {
  return {
    get: (scope: Record<string, unknown>) => (Object.hasOwn(scope, tag) ? scope[tag] : undefined),
  };
}
