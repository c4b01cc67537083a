import { describe, expect, it } from 'vitest';
import { Current } from '../current.js';
import { directionOf, knownLanguage } from './languages.js';
import { inLanguage, localized, t } from './translate.js';

const reading = <T>(locale: string, read: () => T) => Current.run({ locale }, read);

describe('t', () => {
  it('speaks the reader’s language, with its plural forms', () => {
    expect(t('platform.close')).toBe('Close');
    expect(reading('fr', () => t('platform.close'))).toBe('Fermer');
    expect([1, 3, 5].map((total) => reading('ru', () => t('platform.list.total', { total })))).toEqual([
      '1 запись',
      '3 записи',
      '5 записей',
    ]);
  });

  it('lets a document speak another language than its writer', () => {
    expect(reading('fr', () => inLanguage('ru', () => t('platform.close')))).toBe('Закрыть');
  });

  it('falls back to English, then to the key', () => {
    expect(t('platform.form.missing', {}, 'ar')).not.toBe(t('platform.form.missing'));
    expect(t('platform.undo', {}, 'ar')).toBe('Undo');
    expect(t('platform.no-such-key')).toBe('platform.no-such-key');
  });
});

describe('localized', () => {
  const text = { fr: 'Sénat', en: 'Senate' };

  it('takes the asked language, else English, else any', () => {
    expect(reading('fr', () => localized(text))).toBe('Sénat');
    expect(reading('ru', () => localized(text))).toBe('Senate');
    expect(localized({ be: 'Сенат' })).toBe('Сенат');
    expect(localized(null)).toBe('');
  });
});

describe('languages', () => {
  it('knows which way a tag is written', () => {
    expect([directionOf('ar'), directionOf('az-Arab'), directionOf('ru'), directionOf('uz-Cyrl')]).toEqual([
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
  });

  it('reads a preference leniently', () => {
    expect([knownLanguage('fr-CH'), knownLanguage('be'), knownLanguage(undefined)]).toEqual(['fr', 'en', 'en']);
  });
});
