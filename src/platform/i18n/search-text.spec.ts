import { describe, expect, it } from 'vitest';
import { folded, plainWords, searchNeedle, searchText, sortName } from './search-text.js';

const finds = (question: string, names: string[]) =>
  searchNeedle(question)
    .split(' ')
    .every((word) => searchText(names).includes(` ${word}`));

describe('searchText', () => {
  it('finds a Belarusian name by its Latin spellings, with and without diacritics', () => {
    for (const spelling of ['Miasnikovich', 'Miasnikovič', 'Myasnikovich', 'МЯСНИКОВИЧ', 'мясниковіч', 'miasn']) {
      expect([spelling, finds(spelling, ['Мясниковіч'])]).toEqual([spelling, true]);
    }
  });

  it('finds a Latin name by its Cyrillic spelling', () => {
    expect(finds('Вандрачкова', ['Hašek-Vandráčková'])).toBe(true);
    expect(finds('Гашак', ['Hašak'])).toBe(true);
  });

  it('finds each part of a double name, in any order', () => {
    const names = ['Hašek-Vondráčková', 'Lubomira'];
    expect(finds('lubomira vondrackova', names)).toBe(true);
    expect(finds('vondrackova hasek', names)).toBe(true);
    expect(finds('lubomira marenko', names)).toBe(false);
  });

  it('finds the beginnings of words and not their middles', () => {
    expect(finds('mar', ['Marenko'])).toBe(true);
    expect(finds('renko', ['Marenko'])).toBe(false);
  });

  it('keeps other scripts findable as they are written', () => {
    expect(finds('الطرابي', ['نسيم الطرابي'])).toBe(true);
    expect(finds('Łukasz', ['Lukasz'])).toBe(true);
  });

  it('holds every form once, and nothing for nobody', () => {
    expect(searchText(['Anna', 'anna'])).toBe(' anna ana');
    expect(searchText([null, undefined, ''])).toBe('');
    expect(searchNeedle(' -- ')).toBe('');
  });

  it('leaves no wildcard of LIKE in a question', () => {
    expect(searchNeedle('100%_\\ Drost')).toBe('10 drost'.replace('10', folded('100')));
  });
});

describe('sortName', () => {
  it('puts all scripts into one alphabet, family name first', () => {
    expect(sortName('Мясніковіч', 'Аляксей')).toBe('miasnikovich, aliaksei');
    expect(sortName('Åkesson', '')).toBe('akesson');
  });
});

describe('plainWords', () => {
  it('joins what an apostrophe divides', () => {
    expect(plainWords('O’Neill-Çelik')).toEqual(['oneill', 'celik']);
  });
});
