import { expect, it } from 'vitest';
import { paragraphs } from './letter-text.js';

it('keeps lines and what holds words together, and drops what was typed for nothing', () => {
  expect(paragraphs('Le 8\u00a0mars\u202f:  dîner\r\n\tTenue de ville \n \n\n  Veuillez\u00a0agréer')).toEqual([
    ['Le 8\u00a0mars\u202f: dîner', 'Tenue de ville'],
    ['Veuillez\u00a0agréer'],
  ]);
});
