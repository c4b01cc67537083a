import { afterAll, describe, expect, it } from '@jest/globals';
import { readPdf, squeezed } from '../../../test/support/pdf-text.js';
import { sampleOf } from './labels.js';
import { type PaperFrame, renderPaper } from './paper.js';
import { closeTypesetting } from './typesetting.js';
import type { ProgrammeData } from './programme-data.js';

const programme = sampleOf<ProgrammeData>('programme', 'en');
const pagesOf = async (data: ProgrammeData) =>
  (await readPdf(await renderPaper('programme', data, 'pdf', { language: 'en' }))).pages;

afterAll(closeTypesetting);

describe('a long programme', () => {
  it('holds 300 items', async () => {
    const items = programme.days[0]!.items;
    const days = Array.from({ length: 12 }, (_, day) => ({
      title: `Day ${day + 1}`,
      items: Array.from({ length: 25 }, (_unused, index) => ({
        ...items[index % items.length]!,
        title: `Item ${day + 1}/${index + 1}.`,
      })),
    }));
    const pages = await pagesOf({ ...programme, days });
    const text = squeezed(pages.join(''));
    const lost = days.flatMap((day) => day.items).filter((item) => !text.includes(squeezed(item.title)));
    expect(lost).toEqual([]);
    // The head of the table comes again on every page that goes on with a day.
    const withHead = pages.filter((page) => squeezed(page).includes('venueandarrangements'));
    expect(withHead.length).toBeGreaterThan(pages.length - 2);
  }, 30_000);

  it('goes on over pages when one item does not fit on one', async () => {
    const text = `${'A long paragraph that goes on. '.repeat(400)}And here it ends.`;
    const pages = await pagesOf({
      ...programme,
      days: [{ title: 'Day', items: [{ from: '09:00', title: 'Long', text }] }],
    });
    const words = squeezed(pages.join(''));
    // One sentence a page may be parted by the foot of it.
    expect(words.match(/goeson\./g)!.length).toBeGreaterThanOrEqual(400 - pages.length);
    expect(words).toContain('andhereitends.');
  });
});

describe('a paper of hostile words', () => {
  it('holds a name of 4,000 characters in several scripts, on paper and in Word', async () => {
    const name = `${'Ünal-Жуковский '.repeat(266)}النهاية`;
    const sample = sampleOf<PaperFrame>('delegation-list', 'en');
    const groups = [{ title: 'All', members: [{ name, post: 'x'.repeat(4000) }] }];
    const data = Object.assign({}, sample, { groups });
    const made = await renderPaper('delegation-list', data, 'pdf', { language: 'en' });
    expect(squeezed((await readPdf(made)).pages.join('')).match(/жуковский/g)).toHaveLength(266);
    await expect(renderPaper('delegation-list', data, 'docx', { language: 'en' })).resolves.toBeDefined();
  });

  it('seats 500 guests at one long table, each of them on the page', async () => {
    const seat = (number: number) => ({ number, name: `Guest N${number}.`, side: number % 2 ? 'host' : 'guest' });
    const rows = [0, 250].map((first) => Array.from({ length: 250 }, (_, n) => seat(first + n + 1)));
    const sample = sampleOf<PaperFrame>('seating-plan', 'en');
    const data = Object.assign({}, sample, { tables: [{ title: 'Hall', centre: 'Hall', rows }], guests: [] });
    const words = squeezed(
      (await readPdf(await renderPaper('seating-plan', data, 'pdf', { language: 'en' }))).pages.join(''),
    );
    expect(rows.flat().filter(({ name }) => !words.includes(squeezed(name)))).toEqual([]);
  });

  it('cuts a name that no badge holds, and names letters that it lacks, of an emoji the picture alone', async () => {
    const sample = sampleOf<PaperFrame & { cards: object[] }>('badges', 'en');
    const badge = (name: string) =>
      renderPaper('badges', { ...sample, cards: [{ ...sample.cards[0], name }] } as PaperFrame, 'pdf', {
        language: 'en',
      });
    await expect(badge('x'.repeat(4000))).resolves.toBeDefined();
    await expect(badge('Ada 👩‍👧')).rejects.toMatchObject({
      diagnostic: 'No typeface of the document has the characters 👩, 👧.',
    });
  });
});
