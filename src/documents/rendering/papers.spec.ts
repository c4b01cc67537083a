import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
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
  const words = squeezed(plain(pdf.text));
  // The dots of Arabic letters are glyphs of their own, which no reader of text puts back.
  if (tag.includes('ar')) return pdf;
  expect(word.map(plain).filter((line) => !words.includes(squeezed(line)))).toEqual([]);
  expect({ tag, ...lettersOf(word.join(' ')) }).toEqual({ tag, ...lettersOf(pdf.text) });
  return pdf;
}

// Lines for the pen, the boxes of a form and dots between are drawn on the one and written on the other.
function plain(text: string): string {
  return text.replace(/[_☐•·]/g, '');
}

/** How often each letter stands on the paper; figures are left out, since Word numbers lists itself. */
function lettersOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of (squeezed(text).match(/\p{L}/gu) ?? []).toSorted()) counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
}
