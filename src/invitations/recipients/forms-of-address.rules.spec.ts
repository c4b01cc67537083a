import { describe, expect, it } from 'vitest';
import { honorificIn, nameIn, readName } from '../../directory/titles.rules.js';
import { usualSalutation } from './forms-of-address.rules.js';

describe('the form of address', () => {
  it.each<[string, 'en' | 'fr' | 'ru', string]>([
    ['Ms Larysa Buslovich', 'en', 'Dear Ms Larysa Buslovich,'],
    ['Ms Larysa Buslovich', 'fr', 'Madame,'],
    ['Ms Larysa Buslovich', 'ru', 'Уважаемая госпожа Larysa Buslovich!'],
    ['H.E. Mr Anton Holt', 'ru', 'Ваше Превосходительство!'],
    ['H.E. Mr Anton Holt', 'en', 'Your Excellency,'],
    ['S.E. Mme Ada Holt', 'fr', 'Excellence,'],
    ['Dr Ada Holt', 'en', 'Dear Dr Ada Holt,'],
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

  it('stands before a name on a paper in its language, and stays where it has no form there', () => {
    const ada = { honorific: 'H.E. Ms', given_name: 'Ada', family_name: 'Holt' };
    expect((['en', 'fr', 'ru'] as const).map((language) => nameIn(ada, language))).toEqual([
      'H.E. Ms Ada Holt',
      'S.E. Mme Ada Holt',
      'Е.П. г-жа Ada Holt',
    ]);
    expect(nameIn({ ...ada, honorific: 'Hon. Ms' }, 'fr')).toBe('Hon. Ms Ada Holt');
    expect(nameIn({ ...ada, honorific: null, name_order: 'family-first' }, 'ru')).toBe('Holt Ada');
  });

  it('has the title of whom the directory knows as a lady or a gentleman', () => {
    expect(usualSalutation({ name: 'Ada Holt' }, 'en', 'female')).toBe('Dear Ms Ada Holt,');
    expect(usualSalutation({ name: 'Dr Ada Holt' }, 'en', 'female')).toBe('Dear Dr Ada Holt,');
  });

  it('of two is for both', () => {
    const guest = { name: 'Mr Anton Holt and Ms Ada Holt', secondName: 'Ms Ada Holt' };
    expect(usualSalutation(guest, 'ru')).toBe('Уважаемые господин Anton Holt и госпожа Ada Holt!');
    expect(usualSalutation(guest, 'en')).toBe('Dear Mr Anton Holt and Ms Ada Holt,');
    expect(usualSalutation(guest, 'fr')).toBe('Madame, Monsieur,');
    const ladies = { name: 'Mme Ada Holt et Mme Ella Holt', secondName: 'Mme Ella Holt' };
    expect(usualSalutation(ladies, 'fr')).toBe('Mesdames,');
  });

  it.each<['en' | 'fr' | 'ru', string, string]>([
    ['en', 'Your Excellency, dear Ms Ada Holt,', 'Your Excellencies,'],
    ['fr', 'Excellence, Madame,', 'Excellences,'],
    ['ru', 'Ваше Превосходительство, уважаемая госпожа Ada Holt!', 'Ваши Превосходительства!'],
  ])('of an excellency and who comes with him, in %s', (language, one, both) => {
    const couple = (second: string) => ({ name: `H.E. Mr Anton Holt and ${second}`, secondName: second });
    expect(usualSalutation(couple('Ms Ada Holt'), language)).toBe(one);
    expect(usualSalutation(couple('H.E. Ms Ada Holt'), language)).toBe(both);
  });

  it('knows a title of the directory in each language, and leaves out one that has no form there', () => {
    expect(honorificIn('H.E. Ms', 'ru')).toEqual({ text: 'Е.П. г-жа', sex: 'female' });
    expect(honorificIn('M.', 'en')).toEqual({ text: 'Mr', sex: 'male' });
    expect(honorificIn('Rt Hon. Dame', 'ru')).toEqual({ text: null, sex: null });
    expect(honorificIn(null, 'ru')).toEqual({ text: null, sex: null });
    expect(readName('Dr', 'fr').bare).toBe('');
  });
});
