import { closeTypesetting } from '../src/documents/rendering/pdf.js';
import { sampleOf } from '../src/documents/rendering/labels.js';
import { type PaperFrame, renderPaper } from '../src/documents/rendering/paper.js';
import { type Figure, percentile } from './figures.js';

const LETTERS = 1000;
const FLAT_OVER = 2000;

/** Papers from data to bytes, each with data of its own, so that nothing comes from a cache. */
export async function measureDocuments(): Promise<Figure[]> {
  try {
    const programme = await warmProgramme();
    const { seconds: letters } = await inAll(LETTERS, 'thank-you');
    const before = process.memoryUsage().rss;
    const { seconds: many } = await inAll(FLAT_OVER, 'delegation-list');
    const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
    return [
      { name: 'programme for guests, warm, p95', target: 60, value: programme, unit: 'ms' },
      { name: '1,000 personalised letters', target: 60, value: letters, unit: 's' },
      { name: 'documents a second', target: null, value: Math.round(FLAT_OVER / many), unit: '/s' },
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
    await printed('programme-guest', turn);
    if (turn >= 20) took.push(performance.now() - started);
  }
  return Math.round(percentile(took, 0.95));
}

async function inAll(count: number, template: string): Promise<{ seconds: number }> {
  const started = performance.now();
  for (let done = 0; done < count; done += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => printed(template, done + index)));
  return { seconds: Math.round((performance.now() - started) / 100) / 10 };
}

function printed(template: string, turn: number): Promise<Uint8Array> {
  const data = sampleOf<PaperFrame>(template, 'fr');
  return renderPaper(template, { ...data, title: `${data.title} ${turn}` }, 'pdf', { language: 'fr' });
}
