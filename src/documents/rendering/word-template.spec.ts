import { afterAll, describe, expect, it } from 'vitest';
import { anExternalLink, aWordFile, wordParagraph } from '../../../test/support/word-file.js';
import { wordParagraphs } from '../../../test/support/word-text.js';
import type { PaperFrame } from './document-data.js';
import { labelsOf, sampleOf } from './labels.js';
import { closeTypesetting } from './typesetting.js';
import { checkTemplate, fillTemplate } from './word-template.js';
import { checkWordTemplate } from './word-template-check.js';

afterAll(closeTypesetting);

const places = {
  city: { is: 'text' },
  head: { is: 'group', of: { name: { is: 'text' } } },
  members: { is: 'list', of: { is: 'group', of: { name: { is: 'text' } } } },
  tasks: { is: 'list', of: { is: 'text' } },
} as const;
const good = wordParagraph('To {head.name} in {city}');
const check = (body: string, parts = {}) => checkWordTemplate(aWordFile(body, parts), places, {});
const field = (instruction: string) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

describe('a Word template', () => {
  it('is taken with the places of its paper, also where Word has cut them into pieces', () => {
    const body = [
      wordParagraph('To {he', 'ad.na', 'me}, {tasks}'),
      wordParagraph('{#members}'),
      wordParagraph('{name} in {city}'),
      wordParagraph('{/members}{#tasks}{.}; {/}{^city}nowhere{/city}'),
      field(' PAGE '),
    ].join('');
    expect(check(body)).toEqual([]);
  });

  it.each([
    ['a place that the paper lacks', '{hed.name}', 'unknown_place', '{hed.name}'],
    ['a place of another section', '{#members}{post}{/}', 'unknown_place', '{post}'],
    ['a section for a sentence', '{members}', 'unknown_place', '{members}'],
    ['XML for text', '{@city}', 'unknown_place', '{@city}'],
    ['an expression', '{city | upper}', 'unknown_place', '{city | upper}'],
    ['other signs for places', '{=&lt;% %&gt;=}', 'unknown_place', '{=<% %>=}'],
    ['what is inherited', '{constructor}', 'unknown_place', '{constructor}'],
    ['a brace without its fellow', 'From {city', 'torn_place', '{city'],
    ['a section that does not end', '{#members}{name}', 'open_section', '{#members}'],
    ['an end without a section', '{/members}', 'open_section', '{/members}'],
  ])('is refused for %s, and the paragraph is named', (_case, text, problem, what) => {
    expect(check(good + wordParagraph(text))).toEqual([{ problem, part: 'word/document.xml', paragraph: 2, what }]);
  });

  it.each([
    ['a macro', { 'word/vbaProject.bin': 'x' }, 'macro', 'word/vbaProject.bin', ''],
    ['an embedded object', { 'word/embeddings/oleObject1.bin': 'x' }, 'embedded', 'word/embeddings/oleObject1.bin', ''],
    [
      'a link to outside',
      { 'word/_rels/header1.xml.rels': anExternalLink('https://tracker.example/a.png') },
      'external',
      'word/_rels/header1.xml.rels',
      'https://tracker.example/a.png',
    ],
    [
      'entities',
      { 'word/settings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' },
      'unreadable',
      'word/settings.xml',
      '',
    ],
    [
      'another prefix, behind which anything could hide',
      { 'word/footer1.xml': '<x:ftr xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>' },
      'unreadable',
      'word/footer1.xml',
      '',
    ],
  ])('is refused for %s, and the part is named', (_case, parts, problem, part, what) => {
    expect(check(good, parts)).toEqual([{ problem, part, what }]);
  });

  it.each([' INCLUDETEXT "/etc/passwd" ', ' DDEAUTO cmd.exe "/c calc" ', ' HYPERLINK "https://a.example" '])(
    'is refused for the field%s',
    (instruction) => {
      expect(check(good + field(instruction))).toEqual([
        { problem: 'field', part: 'word/document.xml', paragraph: 2, what: instruction.trim() },
      ]);
    },
  );

  it('is refused when it is none, or grows beyond what it claims', () => {
    const problemOf = (bytes: Buffer) => checkWordTemplate(bytes, places, {}).map(({ problem }) => problem);
    expect(problemOf(Buffer.from('%PDF-1.7'))).toEqual(['not_word']);
    expect(problemOf(aWordFile(good, { '[Content_Types].xml': '' }).subarray(0, 300))).toEqual(['not_word']);
    const lying = aWordFile(good, { 'customXml/item1.xml': 'a'.repeat(100_000) });
    const entry = lying.lastIndexOf('customXml/item1.xml') - 46;
    for (const size of [10, 45_000_000]) {
      lying.writeUInt32LE(size, entry + 24);
      expect(problemOf(lying)).toEqual(['bomb']);
    }
  });

  it('comes out with the data in it, the same bytes each time; what people typed stays text', async () => {
    const hostile = '{@city}<w:p/> & {#members}';
    const data = { ...sampleOf<PaperFrame>('thank-you', 'en'), salutation: hostile };
    const template = aWordFile(
      [
        wordParagraph('{addressee.name}', '{words.results}', '{status}'),
        wordParagraph('{salutation}'),
        wordParagraph('{#signatures}{name}, {post}{/signatures}'),
      ].join(''),
      {
        'word/header1.xml':
          '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{letterhead.institution}</w:t></w:r></w:p></w:hdr>',
      },
    );
    expect(await checkTemplate('thank-you', 'en', template)).toEqual([]);
    const [made, again] = await Promise.all(
      [1, 2].map(() => fillTemplate('thank-you', template, data, labelsOf('thank-you', 'en'))),
    );
    expect(wordParagraphs(made!)).toEqual([
      expect.stringMatching(/^H\.E\. Ms Amara Lindqvist.*agreement on interparliamentary cooperation.*Edition 3 · /),
      hostile,
      'Henrik Valdane, Speaker of the Parliament',
    ]);
    expect(Buffer.compare(made!, again!)).toBe(0);
  });
});
