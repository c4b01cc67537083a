import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { squeezed } from '../../../test/support/pdf-text.js';
import { readStructure } from '../../../test/support/pdf-structure.js';
import { wordParagraphs } from '../../../test/support/word-text.js';
import { repositoryRoot } from '../../platform/root.js';
import { type DocumentLanguage, documentLanguages, languagesOf, type PaperLanguages } from './document-data.js';
import { sampleOf, templateNames } from './labels.js';
import { type PaperFrame, renderPaper } from './paper.js';
import { closeTypesetting } from './typesetting.js';

// `GOLDEN=write` writes them anew; read what changed before you commit it.
const goldens = join(repositoryRoot(), 'test', 'documents', 'golden');
const isWriting = process.env['GOLDEN'] === 'write';
const MARK = /[\u064B-\u0652]/;
const templates = templateNames();
/** Two languages side by side, each kind of pair once. */
const pairs: Record<string, PaperLanguages> = {
  programme: 'fr_ru',
  'programme-guest': 'fr_ar',
  'delegation-list': 'en_ru',
  'invitation-letter': 'ru_fr',
  'note-verbale': 'en_ar',
};

afterAll(closeTypesetting);

describe.each(templates)('%s', (template) => {
  const file = join(goldens, `${template}.json`);
  const golden = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, unknown>;

  it('says the same in PDF and Word, and what it has always said, in every language', async () => {
    const tags = [...documentLanguages, ...(pairs[template] ? [pairs[template]] : [])];
    const made = Object.fromEntries(
      await Promise.all(tags.map(async (tag) => [tag, await printed(template, tag)] as const)),
    );
    if (isWriting) writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
    else expect(made).toEqual(golden);
  });
});

async function printed(template: string, tag: PaperLanguages) {
  const [language, second] = languagesOf(tag) as [DocumentLanguage, DocumentLanguage?];
  const data = sampleOf<PaperFrame>(template, language);
  const beside = second && { data: sampleOf<PaperFrame>(template, second), language: second };
  const options = { language, ...(beside ? { beside } : {}) };
  const pdf = await readStructure(await renderPaper(template, data, 'pdf', options));
  const word = wordParagraphs(await renderPaper(template, data, 'docx', options));
  expect(pdf.language?.slice(0, 2)).toBe(language);
  expect(pdf.fonts.filter((font) => font.startsWith('NOT'))).toEqual([]);
  const said = tag.includes('ar') ? arabic : (text: string) => squeezed(plain(text));
  const words = said(pdf.text);
  // A vowel mark is a glyph that names its letter once more: lines that have one are compared by the words that have none.
  // So are Arabic lines with figures and Latin words, whose places are a matter of their drawing.
  const byWord = (line: string) => MARK.test(line) || (tag.includes('ar') && (second || /[\dA-Za-z]/.test(line)));
  const parts = word.flatMap((line) => (byWord(line) ? line.split(/\s+/).filter((one) => !MARK.test(one)) : [line]));
  expect(parts.filter((part) => !words.includes(said(part)))).toEqual([]);
  if (tag.includes('ar')) return pdf;
  expect({ tag, ...lettersOf(plain(word.join(' '))) }).toEqual({ tag, ...lettersOf(plain(pdf.text)) });
  return pdf;
}

// Lines for the pen, the boxes of a form and dots between are drawn on the one and written on the other; the vowel marks of
// Arabic are glyphs of their own.
function plain(text: string): string {
  return text.replace(/[_☐•·\u064B-\u0652]/g, '');
}

/** Its letters alone. Lam before kaf is a glyph that the reader of the test tells twice. */
function arabic(text: string): string {
  return squeezed(plain(text))
    .replace(/[^\p{Script=Arabic}]|،/gu, '')
    .replace(/لل(?=ك)/g, 'ل');
}

/** How often each letter stands on the paper; figures are left out, since Word numbers lists itself. */
function lettersOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of (squeezed(text).match(/\p{L}/gu) ?? []).toSorted()) counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
}
