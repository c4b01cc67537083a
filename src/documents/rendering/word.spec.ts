import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import PizZip from 'pizzip';
import { readPdf, squeezed } from '../../../test/support/pdf-text.js';
import { type DocumentLanguage, documentLanguages } from './document-data.js';
import { documentTemplates } from './labels.js';
import { renderPdf } from './pdf.js';
import type { ReportData } from './report-data.js';
import { checkRichText, fromPlainText, type RichText, withPictures } from './rich-text.js';
import { closeTypesetting } from './typesetting.js';
import { renderReportDocx } from './word.js';

const sample = readFileSync(join(documentTemplates(), 'report', 'sample.json'), 'utf8');
const reports = JSON.parse(sample) as Record<DocumentLanguage, ReportData>;

afterAll(closeTypesetting);

function part(docx: Uint8Array, name: string): string {
  return new PizZip(docx).file(name)?.asText() ?? '';
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
    .map(([, text]) => unescapeXml(text ?? ' '))
    .join('');
}

/** The words of each paragraph. */
function paragraphs(docx: Uint8Array): string[] {
  const found = part(docx, 'word/document.xml').match(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs) ?? [];
  return found.map(textOf).filter((text) => text.trim() !== '');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function withResults(results: RichText): ReportData {
  return { ...reports.en, results: checkRichText(results) };
}

describe('the report in Word', () => {
  it.each(['en', 'fr', 'ru'] as const)('has the words of the PDF in %s', async (language) => {
    const data = reports[language];
    const pdf = await readPdf(await renderPdf('report', data, { language }));
    const words = squeezed(pdf.pages.join(''));
    const lines = paragraphs(await renderReportDocx(data, { language })).map((line) => line.replace(/^_+/, ''));
    expect(lines.filter((line) => !words.includes(squeezed(line)))).toEqual([]);
    expect(lines.length).toBeGreaterThan(25);
  });

  it.each(documentLanguages)('says all of its data in %s', async (language) => {
    const data = reports[language];
    const words = squeezed(paragraphs(await renderReportDocx(data, { language })).join(' '));
    const rich = (text?: RichText) => JSON.stringify(text ?? {}).match(/(?<="text":")[^"]+/g) ?? [];
    const told = [
      data.title,
      data.letterhead.institution,
      ...(data.tasks ?? []),
      ...(data.delegation ?? []).map(({ name }) => name),
      ...(data.programme ?? []).flatMap(({ items }) => items.map(({ title }) => title)),
      ...(data.meetings ?? []).flatMap(({ title, topics }) => [title, ...rich(topics)]),
      ...rich(data.results),
      ...(data.costs?.total ?? []),
      ...(data.signatures ?? []).map(({ name }) => name),
    ];
    expect(told.filter((text) => !words.includes(squeezed(text)))).toEqual([]);
  });

  it('runs from right to left in Arabic, with Latin words left as they are', async () => {
    const xml = part(await renderReportDocx(reports.ar, { language: 'ar' }), 'word/document.xml');
    expect(xml).toContain('<w:bidi/>');
    expect(xml).toContain('<w:bidiVisual/>');
    const latin = xml.match(/<w:r>(?:(?!<\/w:r>).)*Agreement on Cooperation/s)?.[0] ?? '';
    expect(latin).not.toBe('');
    expect(latin).not.toContain('<w:rtl/>');
  });

  it('has page numbers, running heads and a title', async () => {
    const docx = await renderReportDocx(reports.en, { language: 'en' });
    expect(part(docx, 'word/footer.xml')).toMatch(/ PAGE .* NUMPAGES /s);
    expect(textOf(part(docx, 'word/header.xml'))).toBe(reports.en.title);
    expect(part(docx, 'docProps/core.xml')).toContain(`<dc:title>${reports.en.title}</dc:title>`);
    expect(
      new PizZip(docx)
        .file(/./)
        .map((file) => file.asText())
        .join(''),
    ).not.toMatch(/\b(ACCENT|DIRECTION|RUNDIR|LISTS)\b/);
  });

  it('has the same bytes when made again from the same data', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => renderReportDocx(reports.en, { language: 'en' })));
    expect(Buffer.compare(one!, other!)).toBe(0);
  });

  it('takes hostile text for text', async () => {
    const hostile = '{#approval}{@body}{constructor} </w:t></w:r><w:p/> & "quotes" HYPERLINK';
    const docx = await renderReportDocx(
      { ...reports.en, title: hostile, tasks: [hostile], results: fromPlainText(hostile) },
      { language: 'en' },
    );
    const lines = paragraphs(docx);
    expect(lines.filter((line) => line === hostile)).toHaveLength(3);
  });

  it('carries footnotes and pictures, with the words that the PDF has', async () => {
    const note = 'See {institution} </w:t> & ACCENT';
    const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const picture = '0193b0f0-0000-7000-8000-000000000001';
    const checked = checkRichText({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Agreed' },
            { type: 'footnote', attrs: { text: note } },
          ],
        },
        { type: 'figure', attrs: { picture, alt: 'Both heads <at> table', caption: 'The signing' } },
      ],
    });
    const image = { media: 'image/png', width: 1, height: 1, data: point } as const;
    const data = { ...reports.en, results: withPictures(checked, new Map([[picture, image]])) };
    const docx = await renderReportDocx(data, { language: 'en' });
    expect(textOf(part(docx, 'word/footnotes.xml'))).toBe(` ${note}`);
    expect(part(docx, 'word/document.xml')).toContain('<w:footnoteReference w:id="1"/>');
    expect(part(docx, 'word/document.xml')).toContain('descr="Both heads &lt;at&gt; table"');
    expect(paragraphs(docx)).toContain('The signing');
    const [media] = new PizZip(docx).file(/^word\/media\/.*\.png$/);
    expect(Buffer.from(media!.asUint8Array()).toString('base64')).toBe(point);
    const pdf = await readPdf(await renderPdf('report', data, { language: 'en' }));
    const words = squeezed(pdf.pages.join(''));
    expect([note, 'The signing'].filter((text) => !words.includes(squeezed(text)))).toEqual([]);
  });

  it('keeps a link inside its field', async () => {
    const href = 'https://parliament.example/a"_\\t&b=<c>';
    const docx = await renderReportDocx(
      withResults({
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }] },
        ],
      }),
      { language: 'en' },
    );
    expect(part(docx, 'word/document.xml')).toContain(
      '<w:fldSimple w:instr=" HYPERLINK &quot;https://parliament.example/a%22_%5Ct&amp;b=&lt;c&gt;&quot; ">',
    );
  });

  it('numbers every list anew and carries tall cells on', async () => {
    const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const list = (start: number) => ({
      type: 'orderedList',
      attrs: { start },
      content: [{ type: 'listItem', content: [paragraph(`from ${start}`)] }],
    });
    const cell = (text: string, attrs = {}) => ({ type: 'tableCell', attrs, content: [paragraph(text)] });
    const table = {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tall', { rowspan: 2 }), cell('b')] },
        { type: 'tableRow', content: [cell('c')] },
        { type: 'tableRow', content: [cell('wide', { colspan: 2 })] },
      ],
    };
    const docx = await renderReportDocx(withResults({ type: 'doc', content: [list(1), list(5), table] }), {
      language: 'en',
    });
    const [xml, numbering] = [part(docx, 'word/document.xml'), part(docx, 'word/numbering.xml')];
    const id = (text: string) => new RegExp(`<w:numId w:val="(\\d+)"/>(?:(?!<w:p>).)*${text}`, 's').exec(xml)?.[1];
    expect(id('from 1')).not.toBe(id('from 5'));
    expect(numbering).toContain(
      `<w:num w:numId="${id('from 5')}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>`,
    );
    expect(xml).toMatch(/<w:vMerge w:val="restart"\/>.*<w:vMerge\/>.*<w:gridSpan w:val="2"\/>/s);
  });
});
