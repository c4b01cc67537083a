import { afterAll, describe, expect, it } from 'vitest';
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
    const hall = {
      width: 25_140,
      height: 360,
      boards: [{ table: 0, kind: 'bar', x: 50, y: 125, width: 25_040, height: 110 }],
    };
    const sitting = Array.from({ length: 500 }, (_, n) => ({
      table: 0,
      x: 120 + (n % 250) * 100,
      y: n < 250 ? 70 : 290,
      number: n + 1,
      name: `Guest N${n + 1}.`,
    }));
    const sample = sampleOf<PaperFrame>('seating-plan', 'en');
    const data = Object.assign({}, sample, { room: { ...hall, seats: sitting }, people: [] });
    const { pages } = await readPdf(await renderPaper('seating-plan', data, 'pdf', { language: 'en' }));
    const words = squeezed(pages.join(''));
    expect(sitting.filter(({ name }) => !words.includes(squeezed(name)))).toEqual([]);
    // Drawn in parts: so large that names can be read.
    expect(pages.length).toBeGreaterThan(3);
  });

  it('prints the flag of a country that is drawn in two hundred kilobytes, however many come from there', async () => {
    const sample = sampleOf<PaperFrame>('place-cards', 'en');
    const rs = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="${'M0 0h4v3H0z'.repeat(18_000)}"/></svg>`;
    const cards = Array.from({ length: 60 }, (_, n) => ({ name: `Guest ${n}`, flag: 'rs', country: 'Serbia' }));
    const data = Object.assign({}, sample, { cards, flags: { rs } });
    await expect(renderPaper('place-cards', data, 'pdf', { language: 'en' })).resolves.toBeDefined();
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
