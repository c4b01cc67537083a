import { describe, expect, it } from 'vitest';
import { CountryNames } from './country-names.js';

const names = new CountryNames(new Map([['XE', { en: 'Kestria', ru: 'Кестрия' }]]));

describe('CountryNames', () => {
  it('names countries of ISO 3166-1 in the language asked for', () => {
    expect([names.of('DE', 'fr'), names.of('DE', 'ru'), names.of('JP', 'en')]).toEqual([
      'Allemagne',
      'Германия',
      'Japan',
    ]);
  });

  it('takes a code that is left to users from the house, and shows it bare where the house has not named it', () => {
    expect([names.of('XE', 'ru'), names.of('XE', 'en'), names.of('QZ', 'en')]).toEqual(['Кестрия', 'Kestria', 'QZ']);
  });

  it('offers countries by name, without codes that are withdrawn, reserved or unnamed', () => {
    const codes = names.list('en').map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(245);
    expect(codes.length).toBeLessThan(255);
    expect(codes).toContain('XE');
    for (const code of ['SU', 'DD', 'EU', 'ZZ', 'XA', 'AC']) expect(codes).not.toContain(code);
    expect(names.has('XE') && names.has('BY')).toBe(true);
    expect(names.has('XF')).toBe(false);
  });
});
