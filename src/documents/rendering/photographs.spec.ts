import { randomFillSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Transformer } from '@napi-rs/image';
import { readStructure } from '../../../test/support/pdf-structure.js';
import { wordParagraphs } from '../../../test/support/word-text.js';
import { sampleOf } from './labels.js';
import { type PaperFrame, renderPaper } from './paper.js';
import { smallPhotograph } from './photographs.js';
import { PhotographUnreadable } from './rendering.errors.js';
import { closeTypesetting } from './typesetting.js';

let large: Buffer;

beforeAll(async () => {
  // Noise, which no format can make smaller.
  const [width, height] = [2400, 1900];
  large = await Transformer.fromRgbaPixels(randomFillSync(new Uint8Array(width * height * 4)), width, height).jpeg(100);
});
afterAll(closeTypesetting);

describe('a photograph on paper', () => {
  it('of ten megabytes becomes a small one, told to those who do not see it, in PDF and Word', async () => {
    expect(large.length).toBeGreaterThan(10_000_000);
    const made = await smallPhotograph(large, 'Amara');
    expect(made.length).toBeLessThan(30_000);
    const photo = Buffer.from(made).toString('base64');
    const sample = sampleOf<PaperFrame>('delegation-list', 'en');
    const data = { ...sample, groups: [{ title: 'All', members: [{ name: 'Amara', photo }, { name: 'Joran' }] }] };
    const pdf = await renderPaper('delegation-list', data, 'pdf', { language: 'en' });
    expect(pdf.length).toBeLessThan(150_000);
    expect((await readStructure(pdf)).alternatives).toContain('Amara');
    expect(wordParagraphs(await renderPaper('delegation-list', data, 'docx', { language: 'en' }))).toContain('Joran');
  });

  it('that is none is refused with whose it is', async () => {
    const reading = smallPhotograph(new TextEncoder().encode('GIF? no'), 'Joran');
    await expect(reading).rejects.toBeInstanceOf(PhotographUnreadable);
    await expect(reading).rejects.toMatchObject({ params: { name: 'Joran' } });
  });
});
