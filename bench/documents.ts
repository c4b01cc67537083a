import { PackPress } from '../src/documents/packs/pack-press.js';
import { sampleOf, templateNames } from '../src/documents/rendering/labels.js';
import { closeTypesetting } from '../src/documents/rendering/typesetting.js';
import { type PaperFrame, renderPaper } from '../src/documents/rendering/paper.js';
import { type Figure, percentile } from './figures.js';

const LETTERS = 1000;
const FLAT_OVER = 2000;

/** Papers from data to bytes, every sentence of each its own, so that nothing comes from a cache. */
export async function measureDocuments(): Promise<Figure[]> {
  try {
    const programme = await warmProgramme();
    const pack = await packOfAVisit();
    const { seconds: letters } = await inAll(LETTERS, 'thank-you');
    const before = process.memoryUsage().rss;
    const { seconds: many } = await inAll(FLAT_OVER, 'delegation-list');
    const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
    return [
      { name: 'programme of two pages, warm, p95', target: 60, value: programme, unit: 'ms' },
      { name: 'pack of a full visit: every paper, PDF and Word, bound', target: 5, value: pack, unit: 's' },
      { name: '1,000 personalised letters', target: 60, value: letters, unit: 's' },
      // Thirty a second, told as the time of one.
      { name: 'a document among many, two at once', target: 1000 / 30, value: (many * 1000) / FLAT_OVER, unit: 'ms' },
      { name: 'memory grown over 2,000 documents', target: 50, value: grown, unit: 'MB' },
    ];
  } finally {
    closeTypesetting();
  }
}

async function warmProgramme(): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const started = performance.now();
    await printed('programme', turn);
    if (turn >= 20) took.push(performance.now() - started);
  }
  return Math.round(percentile(took, 0.95));
}

/** Every kind of paper once, in words of its own, from data to the ZIP and the bound PDF. */
async function packOfAVisit(): Promise<number> {
  const started = performance.now();
  const press = new PackPress();
  try {
    const names = templateNames();
    const papers = await Promise.all(
      names.map(async (name) => ({
        title: name,
        pdf: await printed(name, 7000),
        word: await printed(name, 7001, 'docx'),
      })),
    );
    for (const { title, pdf, word } of papers)
      await press.add({ title, pdf, files: { [`${title}.pdf`]: pdf, [`${title}.docx`]: word } });
    const contents = await printed('pack-contents', 7002);
    await press.bind({ title: '', pdf: contents, files: { 'contents.pdf': contents } }, '2026-11-22T00:00:00Z');
  } finally {
    press.close();
  }
  return Math.round((performance.now() - started) / 100) / 10;
}

async function inAll(count: number, template: string): Promise<{ seconds: number }> {
  const started = performance.now();
  for (let done = 0; done < count; done += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => printed(template, done + index)));
  return { seconds: Math.round((performance.now() - started) / 100) / 10 };
}

function printed(template: string, turn: number, format: 'pdf' | 'docx' = 'pdf'): Promise<Uint8Array> {
  return renderPaper(template, ownWords(sampleOf<PaperFrame>(template, 'fr'), turn), format, { language: 'fr' });
}

/** The same data with a number in every sentence; a word alone may be a name of a state or a colour, and a drawing is none. */
function ownWords<T>(value: T, turn: number): T {
  if (typeof value === 'string')
    return (value.includes(' ') && !value.startsWith('<') ? `${value} ${turn}` : value) as T;
  if (Array.isArray(value)) return value.map((part) => ownWords<unknown>(part, turn)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ownWords<unknown>(part, turn)])) as T;
}
