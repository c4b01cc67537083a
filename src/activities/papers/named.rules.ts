import type { PaperLanguage } from '../papers.registry.js';

/**
 * The part that a name takes in a sentence: `subject` begins it (“The Senate of X certifies …”), `of` is whose (“on behalf of
 * …”), `to` is to whom (“its compliments to …”). In French and Russian the word for it is in the name's own form.
 */
export type NamePart = 'subject' | 'of' | 'to';

const FRENCH: readonly [RegExp, Record<NamePart, string>][] = [
  [/^(le|la|les) |^l’/i, { subject: '', of: 'de ', to: 'à ' }],
  [/^(états|cortes|nations)(?!\p{L})/iu, { subject: 'Les ', of: 'des ', to: 'aux ' }],
  [
    /^(assemblée|ambassade|union|organisation|association|institut)(?!\p{L})/iu,
    { subject: 'L’', of: 'de l’', to: 'à l’' },
  ],
  [
    /^(chambre|diète|douma|rada|commission|délégation|cour|mission|knesset|seconde|première)(?!\p{L})/iu,
    { subject: 'La ', of: 'de la ', to: 'à la ' },
  ],
  [
    /^(parlement|sénat|conseil|congrès|bundestag|bundesrat|ministère|comité|secrétariat|centre|grand|riksdag|storting|folketing|sejm|bureau|groupe)(?!\p{L})/iu,
    { subject: 'Le ', of: 'du ', to: 'au ' },
  ],
];

/** First noun of a Russian name: nominative, genitive, dative. */
const RUSSIAN: readonly [nominative: string, of: string, to: string][] = [
  ['палата', 'палаты', 'палате'],
  ['дума', 'думы', 'думе'],
  ['рада', 'рады', 'раде'],
  ['скупщина', 'скупщины', 'скупщине'],
  ['ассамблея', 'ассамблеи', 'ассамблее'],
  ['парламент', 'парламента', 'парламенту'],
  ['сенат', 'сената', 'сенату'],
  ['совет', 'совета', 'совету'],
  ['конгресс', 'конгресса', 'конгрессу'],
  ['сейм', 'сейма', 'сейму'],
  ['хурал', 'хурала', 'хуралу'],
  ['меджлис', 'меджлиса', 'меджлису'],
  ['мажилис', 'мажилиса', 'мажилису'],
  ['бундестаг', 'бундестага', 'бундестагу'],
  ['бундесрат', 'бундесрата', 'бундесрату'],
  ['комитет', 'комитета', 'комитету'],
  ['союз', 'союза', 'союзу'],
  ['центр', 'центра', 'центру'],
  ['собрание', 'собрания', 'собранию'],
  ['посольство', 'посольства', 'посольству'],
  ['министерство', 'министерства', 'министерству'],
  ['штаты', 'штатов', 'штатам'],
];

/** Endings of the adjectives before it: nominative, genitive, dative. */
const ADJECTIVES: readonly [RegExp, of: string, to: string][] = [
  [/ая$/, 'ой', 'ой'],
  [/([кгхжшчщ])ий$/, '$1ого', '$1ому'],
  [/(ый|ой|ое)$/, 'ого', 'ому'],
  [/(ий|ее)$/, 'его', 'ему'],
  [/ые$/, 'ых', 'ым'],
  [/ие$/, 'их', 'им'],
];

/**
 * The name of an institution as a sentence of a letter holds it: `the Senate of Kestria`, `au Sénat de Kestrie`, `Сенату Кестрии`.
 * A name whose noun is not known here stays as it is, after the bare preposition.
 */
export function named(name: string, part: NamePart, language: PaperLanguage): string {
  if (name === '') return '';
  if (language === 'en') {
    const whole = /^the /i.test(name) ? name.slice(4) : name;
    return `${part === 'subject' ? 'The' : 'the'} ${whole}`;
  }
  if (language === 'fr') {
    const [, before] = FRENCH.find(([noun]) => noun.test(name)) ?? [null, { subject: '', of: 'de ', to: 'à ' }];
    return before[part] + name;
  }
  return language === 'ru' && part !== 'subject' ? inRussianCase(name, part) : name;
}

function inRussianCase(name: string, part: 'of' | 'to'): string {
  const words = name.split(' ');
  const at = words.findIndex((word) => RUSSIAN.some(([noun]) => noun === word.toLowerCase()));
  const adjectives = words.slice(0, Math.max(at, 0));
  if (at < 0 || adjectives.some((word) => !endingOf(word))) return name;
  const [noun, of, to] = RUSSIAN.find(([one]) => one === words[at]!.toLowerCase())!;
  const ending = part === 'of' ? of : to;
  const kept = [...noun].findIndex((letter, n) => ending[n] !== letter);
  const stem = kept < 0 ? words[at]! : words[at]!.slice(0, kept);
  return [
    ...adjectives.map((word) => {
      const [nominative, genitive, dative] = endingOf(word)!;
      return word.replace(nominative, part === 'of' ? genitive : dative);
    }),
    stem + ending.slice(stem.length),
    ...words.slice(at + 1),
  ].join(' ');
}

const endingOf = (word: string) => ADJECTIVES.find(([nominative]) => nominative.test(word));
