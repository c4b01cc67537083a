import { describe, expect, it } from 'vitest';
import { choice, day, email, wholeNumber, WrongCell } from './cells.js';
import { guessMapping } from './headings.js';

const field = (name: string, headings: string[]) => ({ name, label: name, headings, read: (text: string) => text });

describe('cells', () => {
  it('are days in the ways sheets write them, day first where two could be meant', () => {
    for (const text of [
      '2024-03-01',
      '20240301',
      '1.3.2024',
      '01/03/2024',
      '2024/03/01',
      '2024-03-01T09:30',
      '1-3-2024',
    ])
      expect(day(text).toString()).toBe('2024-03-01');
    for (const text of ['03/25/2024', '2023-02-29', '1.3.24', 'March', '45352'])
      expect(() => day(text)).toThrow(WrongCell);
  });

  it('are numbers, addresses and choices in any language, or wrong', () => {
    expect([wholeNumber('12'), wholeNumber('7.0'), email('mailto:a@b.example')]).toEqual([12, 7, 'a@b.example']);
    expect(choice({ yes: ['oui', 'ДА'] })('да')).toBe('yes');
    for (const wrong of [() => wholeNumber('1.5'), () => email('a@'), () => choice({ yes: [] })('no')])
      expect(wrong).toThrow(WrongCell);
  });
});

describe('guessMapping', () => {
  const fields = [field('family', ['Family name', 'Nom']), field('given', ['First name']), field('name', ['Nom'])];

  it('knows headings without case, accents and punctuation, and gives no column twice', () => {
    expect(guessMapping(fields, ['NOM:', 'first-name'])).toEqual({ family: 'NOM:', given: 'first-name' });
  });

  it('does as last time where the heading is there again', () => {
    expect(guessMapping(fields, ['Nom', 'X'], { given: 'X', family: 'Gone' })).toEqual({ given: 'X', family: 'Nom' });
  });
});
