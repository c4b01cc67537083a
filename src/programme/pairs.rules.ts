import { intlTags } from '../platform/i18n/languages.js';
import { currentLanguage } from '../platform/i18n/translate.js';

/** `fr-en` in words: "French–English". */
export function pairName(pair: string): string {
  const names = new Intl.DisplayNames(intlTags[currentLanguage()], { type: 'language', fallback: 'code' });
  return pair
    .split('-')
    .map((tag) => names.of(tag) ?? tag)
    .join('–');
}
