import { knownLanguage } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import type { AnswerTerms } from '../answering/answer-terms.rules.js';
import type { AnswerWords } from '../invitation.entity.js';
import type { RecipientKind } from '../invitation.states.js';

/** One letter and one answer for two: the second is counted as the companion of the first. */
export interface Pair {
  kind: RecipientKind;
  secondName: string | null;
}

/** Of a pair the second is asked for himself, whoever else may be brought. */
export const termsFor = (terms: AnswerTerms, { kind }: Pick<Pair, 'kind'>): AnswerTerms =>
  kind === 'pair'
    ? {
        companionsAllowed: terms.companionsAllowed + 1,
        companionNames: terms.companionNames && terms.companionsAllowed > 0,
        representatives: terms.representatives,
        questions: terms.questions,
      }
    : terms;

/** Where both of a pair come, the second is the first of the companions by name. */
export function namedOf<Words extends Pick<AnswerWords, 'companions' | 'companionNames'>>(
  words: Words,
  { kind, secondName }: Pair,
): Words {
  if (kind !== 'pair' || !secondName || words.companions === 0 || words.companionNames.includes(secondName))
    return words;
  return { ...words, companionNames: [secondName, ...words.companionNames].slice(0, words.companions) };
}

/** The first of a pair alone, out of the name on the letter: `Mr A and Ms B` → `Mr A`. @param language of the letter */
export function firstOfPair(name: string, secondName: string, language: string): string {
  const [before = '', after = ''] = t(
    'invitations.public.mail.pair',
    { first: '\u0000', second: secondName },
    knownLanguage(language),
  ).split('\u0000');
  return name.startsWith(before) && name.endsWith(after) ? name.slice(before.length, name.length - after.length) : name;
}
