import { expect, it } from 'vitest';
import { cleanData } from './clean-data.js';

it('holds a telephone together among Arabic words, and leaves bytes and other words as they are', () => {
  const data = {
    contact: 'المراسم، +000 22 400 142.',
    other: 'Protocol, +000 22 400 142',
    photo: 'iVBOR+12345678+90==',
  };
  expect(cleanData(data)).toEqual({ ...data, contact: 'المراسم، \u200E+000 22 400 142\u200E.' });
  expect(cleanData(cleanData(data))).toEqual(cleanData(data));
});
