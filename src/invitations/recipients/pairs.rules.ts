import { publicLanguages } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import type { AnswerTerms } from '../answering/answer-terms.rules.js';
import type { AnswerWords } from '../invitation.entity.js';
import type { PairMember, RecipientKind } from '../invitation.states.js';

/** One letter and one answer for two: the second is counted as the companion of the first. */
export interface Pair {
  kind: RecipientKind;
  secondName: string | null;
}

/** Who was asked, and of two which comes alone. */
export interface AskedGuest {
  /** As the letter is addressed: of a pair both names. */
  name: string;
  secondName: string | null;
  alone: PairMember | null;
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
export function namedOf<Words extends Pick<AnswerWords, 'companions' | 'companionNames' | 'alone'>>(
  words: Words,
  { kind, secondName }: Pair,
): Words {
  if (kind !== 'pair' || !secondName) return { ...words, alone: null };
  if (words.companions === 0 || words.companionNames.includes(secondName)) return words;
  return { ...words, companionNames: [secondName, ...words.companionNames].slice(0, words.companions) };
}

/** Each of the two by his own name; null for whoever was asked alone. */
export function pairOf({
  name,
  secondName,
}: Pick<AskedGuest, 'name' | 'secondName'>): Record<PairMember, string> | null {
  return secondName ? { first: firstOfPair(name, secondName), second: secondName } : null;
}

/** Whom the door expects: of a pair of whom one comes, that one and nobody else. */
export function expectedName(guest: AskedGuest): string {
  const pair = guest.alone && pairOf(guest);
  return pair ? pair[guest.alone!] : guest.name;
}

/** `Mr A and Ms B` → `Mr A`, in whatever language the two were joined; the whole where somebody has written it otherwise. */
function firstOfPair(name: string, second: string): string {
  for (const language of publicLanguages) {
    const [before = '', after = ''] = t('invitations.public.mail.pair', { first: '\u0000', second }, language).split(
      '\u0000',
    );
    if (name.startsWith(before) && name.endsWith(after)) return name.slice(before.length, name.length - after.length);
  }
  return name;
}
