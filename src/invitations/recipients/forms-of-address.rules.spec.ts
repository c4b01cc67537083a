import { describe, expect, it } from 'vitest';
import { honorificIn, readName, usualSalutation } from './forms-of-address.rules.js';

describe('the form of address', () => {
  it.each<[string, 'en' | 'fr' | 'ru', string]>([
    ['Ms Larysa Buslovich', 'en', 'Dear Ms Larysa Buslovich,'],
    ['Ms Larysa Buslovich', 'fr', 'Madame,'],
    ['Ms Larysa Buslovich', 'ru', 'Уважаемая госпожа Larysa Buslovich!'],
    ['H.E. Mr Anton Holt', 'ru', 'Уважаемый господин Anton Holt!'],
    ['г-жа Мирослава Верещака', 'en', 'Dear Ms Мирослава Верещака,'],
    ['Ada Holt', 'en', 'Dear Ada Holt,'],
    ['Ada Holt', 'fr', 'Madame, Monsieur,'],
    ['Лариса Петровна Буслович', 'ru', 'Лариса Петровна Буслович!'],
    // An initial, not a gentleman.
    ['M. Keller', 'ru', 'M. Keller!'],
    ['M. Keller', 'fr', 'Monsieur,'],
  ])('of %s in %s', (name, language, line) => {
    expect(usualSalutation({ name }, language)).toBe(line);
  });

  it('of two is for both', () => {
    const guest = { name: 'Mr Anton Holt and Ms Ada Holt', secondName: 'Ms Ada Holt' };
    expect(usualSalutation(guest, 'ru')).toBe('Уважаемые г-н Anton Holt и г-жа Ada Holt!');
    expect(usualSalutation(guest, 'en')).toBe('Dear Mr Anton Holt and Ms Ada Holt,');
  });

  it('knows a title of the directory in each language, and leaves out one that has no form there', () => {
    expect(honorificIn('H.E. Ms', 'ru')).toEqual({ text: 'Е.П. г-жа', sex: 'female' });
    expect(honorificIn('M.', 'en')).toEqual({ text: 'Mr', sex: 'male' });
    expect(honorificIn('Rt Hon. Dame', 'ru')).toEqual({ text: null, sex: null });
    expect(honorificIn(null, 'ru')).toEqual({ text: null, sex: null });
    expect(readName('Dr', 'fr').bare).toBe('');
  });
});
