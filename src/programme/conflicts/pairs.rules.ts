import { formatLanguage } from '../../platform/i18n/format.js';

/** `fr-en` in words: "French–English". */
export function pairName(pair: string): string {
  return pair
    .split('-')
    .map((tag) => formatLanguage(tag))
    .join('–');
}
