import { afterAll, describe, expect, it } from 'vitest';
import { readPdf, squeezed } from '../../../test/support/pdf-text.js';
import { type DocumentLanguage, documentLanguages } from './document-data.js';
import { labelsOf, sampleOf } from './labels.js';
import { type PaperOptions, type PaperFrame, renderPaper } from './paper.js';
import { renderPdf } from './pdf.js';
import { closeTypesetting } from './typesetting.js';
import type { GuestProgrammeData, ProgrammeData } from './programme-data.js';
import type { ReportData } from './report-data.js';
import { checkRichText } from './rich-text.js';
import { DocumentTooLong, DocumentUnrenderable } from './rendering.errors.js';

function samples<Data extends object>(template: string): Record<DocumentLanguage, Data> {
  return Object.fromEntries(
    documentLanguages.map((language) => [language, sampleOf<Data>(template, language)]),
  ) as Record<DocumentLanguage, Data>;
}

const programmes = samples<ProgrammeData>('programme');
const guestProgrammes = samples<GuestProgrammeData>('programme-guest');
const reports = samples<ReportData>('report');
const typeset = <Data extends PaperFrame>(template: string, data: Data, options: PaperOptions) =>
  renderPaper(template, data, 'pdf', options);
const textOf = async (pdf: Uint8Array) => squeezed((await readPdf(pdf)).pages.join(''));

afterAll(closeTypesetting);

describe.each(documentLanguages)('in %s', (language) => {
  it('the working programme says everything', async () => {
    const data = programmes[language];
    const { title, xmp, pages } = await readPdf(await typeset('programme', data, { language }));
    expect(title).toBe(data.title);
    expect(xmp).toMatch(/pdfaid:part>2<.*pdfaid:conformance>A</s);
    expect(pages.length).toBeGreaterThan(1);
    // Arabic is written in visual order, which no reader of text puts back for whole sentences.
    if (language === 'ar') return;
    const text = squeezed(pages.join(''));
    const items = data.days.flatMap((day) => day.items);
    for (const words of items.flatMap((item) => [
      item.title,
      item.venue ?? '',
      item.internalNote ?? '',
      item.menu ?? '',
    ])) {
      expect(text).toContain(squeezed(words));
    }
    for (const name of data.delegations.flatMap(({ members }) => members.map((member) => member.name))) {
      expect(text).toContain(squeezed(name));
    }
    expect(text).toContain(squeezed(labelsOf('programme', language)['approved'] ?? '?'));
  });

  it('the programme for guests and the report are whole', async () => {
    const [guest, report] = await Promise.all([
      typeset('programme-guest', guestProgrammes[language], { language }),
      renderPdf('report', reports[language], { language }),
    ]);
    expect((await readPdf(guest)).title).toBe(guestProgrammes[language].title);
    expect((await readPdf(report)).title).toBe(reports[language].title);
    if (language === 'ar') return;
    expect(await textOf(guest)).toContain(squeezed(guestProgrammes[language].days[0]?.items[0]?.title ?? '?'));
    expect(await textOf(report)).toContain(squeezed(reports[language].signatures?.[0]?.name ?? '?'));
  });
});

describe('a document', () => {
  const programme = programmes.en;

  it('has the same bytes when made again from the same data', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => typeset('programme', programme, { language: 'en' })));
    expect(Buffer.compare(one!, other!)).toBe(0);
  });

  it('names its edition on every page, and a draft says so', async () => {
    const edition = await readPdf(await typeset('programme', programme, { language: 'en' }));
    expect(edition.pages.every((page) => page.includes('Edition 3 · 20 November 2026'))).toBe(true);
    expect(edition.pages.join('')).not.toMatch(/draft/i);
    const draft = await typeset('programme', { ...programme, status: { kind: 'draft' } }, { language: 'en' });
    expect((await readPdf(draft)).pages.every((page) => page.includes('Draft'))).toBe(true);
  });

  it('for guests has no place for what is internal', async () => {
    const internal = { from: '09:00', title: 'Talks', internalNote: 'Do not yield on article 6' };
    // @ts-expect-error a working item does not pass for an item of the guests
    const data: GuestProgrammeData = { ...guestProgrammes.en, days: [{ title: 'Day', items: [internal] }] };
    const text = await textOf(await typeset('programme-guest', data, { language: 'en' }));
    expect(text).toContain('talks');
    expect(text).not.toContain('article6');
  });

  it('takes hostile text for text', async () => {
    const hostile = [
      '#read("/etc/hostname")',
      '#panic("x")',
      '$x^2$ *b* _i_ <label> @ref `raw` \\u{1F}',
      '{{x}} = - + /',
      '"); #pagebreak()',
    ];
    const days = [
      {
        title: hostile[0]!,
        items: hostile.map((title) => ({ from: '09:00', title, text: title, internalNote: title, venue: title })),
      },
    ];
    const text = await textOf(
      await typeset('programme', { ...programme, title: hostile[1]!, days }, { language: 'en' }),
    );
    for (const words of hostile) expect(text).toContain(squeezed(words));
  });

  it('sets every part of rich text, and nothing in it is a command', async () => {
    const paragraph = (text: string, ...marks: string[]) => ({
      type: 'paragraph',
      content: [{ type: 'text', text, marks: marks.map((type) => ({ type })) }],
    });
    const item = (...content: unknown[]) => ({ type: 'listItem', content });
    const cell = (text: string, attrs = {}) => ({ type: 'tableCell', attrs, content: [paragraph(text)] });
    const results = checkRichText({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: '= #strong[heading]' }] },
        paragraph('#read("/etc/hostname") *stars*', 'bold', 'italic', 'underline'),
        {
          type: 'bulletList',
          content: [item(paragraph('- outer'), { type: 'orderedList', content: [item(paragraph('+ inner'))] })],
        },
        { type: 'blockquote', content: [paragraph('$quoted$')] },
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [cell('tall', { rowspan: 2 }), cell('right')] },
            { type: 'tableRow', content: [cell('below')] },
            { type: 'tableRow', content: [cell('wide', { colspan: 2 })] },
          ],
        },
      ],
    });
    const text = await textOf(await renderPdf('report', { ...reports.en, results }, { language: 'en' }));
    for (const words of [
      '=#strong[heading]',
      '#read("/etc/hostname")*stars*',
      '-outer',
      '+inner',
      '$quoted$',
      'tall',
      'below',
      'wide',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('carries the emblem of the institution, and refuses one that reaches for files', async () => {
    const emblem = (inner: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inner}</svg>`;
    const withEmblem = (inner: string) => ({
      ...programme,
      letterhead: { ...programme.letterhead, emblem: emblem(inner) },
    });
    const own = await typeset('programme', withEmblem('<path d="M1 1h7v7z"/>'), { language: 'en' });
    expect(Buffer.compare(own, await typeset('programme', programme, { language: 'en' }))).not.toBe(0);
    const reaching = typeset('programme', withEmblem('<image xlink:href="/etc/hostname" width="9" height="9"/>'), {
      language: 'en',
    });
    await expect(reaching).rejects.toBeInstanceOf(DocumentUnrenderable);
  });

  it('is not spoilt by broken characters and control codes', async () => {
    const title = `Talks\u0000 on\u0007 caf\u0065\u0301 \uD800 and\u000B lunch`;
    const pdf = await typeset(
      'programme',
      { ...programme, days: [{ title: 'Day', items: [{ from: '09:00', title: title.replace('\uD800', '') }] }] },
      { language: 'en' },
    );
    expect(await textOf(pdf)).toContain(squeezed('Talks on café and lunch'));
  });

  it('says in plain words which characters it has no letters for', async () => {
    const rendering = typeset('programme', { ...programme, subtitle: 'led by 王小明' }, { language: 'en' });
    await expect(rendering).rejects.toMatchObject({
      diagnostic: expect.stringMatching(/^No typeface of the document has the characters .*王.*\.$/),
    });
    await expect(rendering).rejects.toBeInstanceOf(DocumentUnrenderable);
  });

  it('refuses a text that is too long, naming the place', async () => {
    const days = [{ title: 'Day', items: [{ from: '09:00', title: 'x', text: 'x'.repeat(50_001) }] }];
    await expect(typeset('programme', { ...programme, days }, { language: 'en' })).rejects.toMatchObject({
      constructor: DocumentTooLong,
      place: 'days[0].items[0].text',
    });
  });
});
