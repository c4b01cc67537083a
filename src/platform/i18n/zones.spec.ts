import { describe, expect, it } from 'vitest';
import { zoneChoices } from './zones.js';

describe('zoneChoices', () => {
  const label = (zone: string, language: 'en' | 'fr' | 'ru') =>
    zoneChoices(language).find(({ value }) => value === zone)?.label;

  it('names the country of a zone in the language of the reader', () => {
    expect(label('Europe/Lisbon', 'en')).toBe('Portugal');
    expect(label('Europe/Brussels', 'fr')).toBe('Belgique');
    expect(label('Asia/Vladivostok', 'ru')).toBe('Россия');
  });

  it('leaves no zone without a country', () => {
    expect(zoneChoices('en').filter(({ value, label }) => value === label)).toEqual([]);
  });
});
