import { describe, expect, it } from 'vitest';
import { RichTextInvalid } from './rendering.errors.js';
import { checkRichText, fromPlainText, isBlank, picturesIn, type RichNode, toPlainText } from './rich-text.js';

const paragraph = (text: string, marks?: RichNode['marks']): RichNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(marks ? { marks } : {}) }],
});
const doc = (...content: RichNode[]) => ({ type: 'doc', content });
const link = (href: unknown) => doc(paragraph('here', [{ type: 'link', attrs: { href } }]));
const cell = (text: string, attrs = {}): RichNode => ({ type: 'tableCell', attrs, content: [paragraph(text)] });
const row = (...content: RichNode[]): RichNode => ({ type: 'tableRow', content });

const PICTURE = '0193b0f0-0000-7000-8000-000000000001';

describe('checkRichText', () => {
  it('lets a footnote and a picture pass, and tells both in plain words', () => {
    const text = checkRichText(
      doc(
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Agreed' },
            { type: 'footnote', attrs: { text: 'Orally' } },
          ],
        },
        { type: 'figure', attrs: { picture: PICTURE, alt: 'Two heads', caption: 'Signing' } },
      ),
    );
    expect(toPlainText(text)).toBe('Agreed [Orally]\n\n[Two heads – Signing]');
    expect(picturesIn(text)).toEqual([PICTURE]);
  });

  it.each([
    'https://parliament.example/a',
    'http://parliament.example',
    'mailto:desk@parliament.example',
    'tel:+00022400100',
  ])('lets a link to %s pass', (href) => {
    expect(checkRichText(link(href)).content[0]?.content?.[0]?.marks?.[0]?.attrs).toEqual({ href });
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/hosts',
    '//host',
    '',
    7,
    null,
  ])('refuses a link to %s', (href) => {
    expect(() => checkRichText(link(href))).toThrow(RichTextInvalid);
  });

  it.each([
    ['an unknown node', doc({ type: 'image' })],
    ['a picture by its address', doc({ type: 'figure', attrs: { picture: 'https://x.example/a.png', alt: 'x' } })],
    ['a picture without words', doc({ type: 'figure', attrs: { picture: PICTURE, alt: ' ' } })],
    ['an empty footnote', doc({ type: 'paragraph', content: [{ type: 'footnote', attrs: { text: '' } }] })],
    ['an unknown mark', doc(paragraph('x', [{ type: 'blink' }]))],
    ['a block in a paragraph', doc({ type: 'paragraph', content: [paragraph('x')] })],
    ['a list item outside a list', doc({ type: 'listItem', content: [paragraph('x')] })],
    ['a heading of level 4', doc({ type: 'heading', attrs: { level: 4 }, content: [{ type: 'text', text: 'x' }] })],
    ['a document that is none', paragraph('x')],
    ['nothing', null],
    ['a table with rows of unlike width', doc({ type: 'table', content: [row(cell('a'), cell('b')), row(cell('c'))] })],
    ['a cell taller than its table', doc({ type: 'table', content: [row(cell('a', { rowspan: 3 }))] })],
    ['an endless span', doc({ type: 'table', content: [row(cell('a', { colspan: 1e9 }))] })],
  ])('refuses %s', (_what, json) => {
    expect(() => checkRichText(json)).toThrow(RichTextInvalid);
  });

  it('refuses text nested beyond reason without running out of stack', () => {
    let nested: RichNode = paragraph('deep');
    for (let depth = 0; depth < 3000; depth += 1) nested = { type: 'blockquote', content: [nested] };
    expect(() => checkRichText(doc(nested))).toThrow(RichTextInvalid);
  });

  it('drops attributes it does not know', () => {
    const json = doc({ ...paragraph('x'), attrs: { onclick: 'x()' } });
    expect(JSON.stringify(checkRichText(json))).not.toContain('onclick');
  });
});

describe('plain text', () => {
  it('becomes paragraphs at empty lines and keeps single breaks', () => {
    const richText = fromPlainText('First line\r\nsecond line\n\n\nAnother paragraph');
    expect(checkRichText(richText)).toEqual(richText);
    expect(richText.content).toHaveLength(2);
    expect(toPlainText(richText)).toBe('First line\nsecond line\n\nAnother paragraph');
  });

  it('is blank when nothing is written', () => {
    expect([fromPlainText(''), fromPlainText(' \n '), null].map(isBlank)).toEqual([true, true, true]);
    expect(isBlank(fromPlainText('x'))).toBe(false);
  });

  it('numbers the items of a list from its start', () => {
    const list = {
      type: 'orderedList',
      attrs: { start: 3 },
      content: ['a', 'b'].map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
    };
    expect(toPlainText(checkRichText(doc(list)))).toBe('3. a\n4. b');
  });
});
