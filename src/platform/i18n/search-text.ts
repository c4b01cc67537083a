/*
 * A name is found however it was heard: in its own script or in Latin letters, with diacritics or without, in the
 * spelling of a passport, of a scholar or of a newspaper. Both sides, what is stored and what is asked, go through the
 * same fold, so its only duty is to be the same for all spellings of one name, not to be right in any of them.
 */

const CYRILLIC: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'dj',
  џ: 'dz',
  ѕ: 'dz',
  қ: 'k',
  ғ: 'g',
  ң: 'n',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  ә: 'a',
  һ: 'h',
};

// Letters that no decomposition takes apart.
const LATIN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
};

// Several ways to write one sound; the longer come first.
const SOUNDS: [RegExp, string][] = [
  [/shch|sch/g, 's'],
  [/tch|tsch/g, 'c'],
  [/ch|cz|ts|tz/g, 'c'],
  [/sh|sz/g, 's'],
  [/zh|rz/g, 'z'],
  [/kh/g, 'g'],
  [/ck/g, 'k'],
  [/ph/g, 'f'],
  [/[yj]/g, 'i'],
  [/h/g, 'g'],
  [/w/g, 'v'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/ou/g, 'u'],
  [/i+e/g, 'e'],
  [/(.)\1+/g, '$1'],
];

/** The words of a text in lower case and without diacritics, in the script they are written in. */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼʹʺ`´]/gu, '')
    .replace(/[łøđðþßæœıħŋə]/g, (letter) => LATIN[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Cyrillic words in Latin letters; other scripts stay as they are. */
export function transliterated(word: string): string {
  return word.replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? letter);
}

/** One spelling for all spellings of a word: `Мясниковіч`, `Miasnikovič` and `Myasnikovich` are `miasnikovic`. */
export function folded(word: string): string {
  return SOUNDS.reduce((text, [sound, letter]) => text.replace(sound, letter), transliterated(word));
}

/**
 * What `search_text` holds: each name as written, in Latin letters and folded, every word once with a space before it,
 * so that `% word%` finds the beginnings of words.
 */
export function searchText(names: readonly (string | null | undefined)[]): string {
  const words = names.flatMap((name) => plainWords(name ?? ''));
  const forms = words.flatMap((word) => [word, transliterated(word), folded(word)]);
  return [...new Set(forms)].map((form) => ` ${form}`).join('');
}

/** What is asked of `search_people`: the folded words, at most eight of them. */
export function searchNeedle(question: string): string {
  return plainWords(question).slice(0, 8).map(folded).join(' ');
}

/** A key that puts names of all scripts into one alphabet: family name, then given name. */
export function sortName(familyName: string, givenName: string): string {
  return [familyName, givenName]
    .map((name) => plainWords(name).map(transliterated).join(' '))
    .filter(Boolean)
    .join(', ');
}
