import type { Gender } from '../../directory/person.entity.js';
import { readName } from '../../directory/titles.rules.js';
import type { Language } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { pairOf } from './pairs.rules.js';

/** How a letter begins where nobody said otherwise. Whose sex nobody knows is addressed by the name alone. */
export function usualSalutation(
  guest: { name: string; secondName?: string | null },
  language: Language,
  known: Gender | null = null,
): string {
  const words = (key: string, params: Record<string, string>) => t(`invitations.public.mail.${key}`, params, language);
  const pair = pairOf({ name: guest.name, secondName: guest.secondName ?? null });
  if (pair) {
    const [first, second] = [readName(pair.first, language), readName(pair.second, language)];
    const name = words('pair', { first: first.spoken, second: second.spoken });
    if (!first.isExcellency)
      return words('salutation_pair', { name, sexes: first.sex === second.sex ? (first.sex ?? 'other') : 'other' });
    const both = second.isExcellency ? 'yes' : 'no';
    return words('salutation_excellency_and', { name: second.spoken, sex: second.sex ?? 'other', both });
  }
  const read = readName(guest.name, language);
  const sex = known ?? read.sex ?? 'other';
  if (read.isExcellency) return words('salutation_excellency', { sex });
  // In the other languages the sentence has the title already; in English it has one for who has none.
  const isTitled = language === 'en' && read.titles.length > 0;
  return words('salutation', isTitled ? { name: read.spoken, sex: 'other' } : { name: read.bare || guest.name, sex });
}
