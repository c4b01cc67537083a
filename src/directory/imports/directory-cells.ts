import { Current, type LocalizedText } from '../../platform/current.js';
import { displayNames } from '../../platform/i18n/intl.js';
import { interfaceLanguages, intlTags } from '../../platform/i18n/languages.js';
import { hasMessage, t } from '../../platform/i18n/translate.js';
import { alike, choice, WrongCell } from '../../platform/imports/cells.js';
import type { ImportField } from '../../platform/imports/import-kinds.registry.js';
import type { CountryNames } from '../country-names.js';
import { CLASSIFICATIONS, type Classification } from '../organisation.entity.js';
import { isLanguageTag } from '../people.forms.js';

/** A country by its code or by its name in any language of the interface. */
export function countryReader(names: CountryNames): (cell: string) => string {
  const codes = new Map<string, string>();
  for (const language of interfaceLanguages)
    for (const { code, name } of names.list(language)) codes.set(alike(name), code);
  return (cell) => {
    const code = cell.toUpperCase();
    if (/^[A-Z]{2}$/.test(code) && names.has(code)) return code;
    const found = codes.get(alike(cell));
    if (!found) throw new WrongCell('directory.import.unknown_country');
    return found;
  };
}

let languageNames: Map<string, string> | undefined;

/** A language by its tag or its name in any language of the interface. */
export function language(cell: string): string {
  languageNames ??= new Map(
    interfaceLanguages.flatMap((shown) => {
      const names = displayNames(intlTags[shown], { type: 'language', fallback: 'none' });
      return TWO_LETTERS.flatMap((tag) => {
        const name = names.of(tag);
        return name ? [[alike(name), tag] as const] : [];
      });
    }),
  );
  const named = languageNames.get(alike(cell));
  if (named) return named;
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(cell) || !isLanguageTag(cell))
    throw new WrongCell('directory.import.unknown_language');
  return Intl.getCanonicalLocales(cell)[0] ?? cell;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const TWO_LETTERS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));

export const languages = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[,;/\n]+/)
      .map((one) => one.trim())
      .filter(Boolean)
      .map(language),
  ),
];

export const gender = choice({
  female: ['f', 'w', 'woman', 'féminin', 'femme', 'женский', 'ж', 'жен', 'ms', 'mrs', 'mme', 'madame', 'г-жа'],
  male: ['m', 'man', 'masculin', 'homme', 'мужской', 'м', 'муж', 'mr', 'monsieur', 'г-н'],
});

const yes = choice({ yes: ['y', 'true', 'x', '1', 'oui', 'vrai', 'да', 'истина'], no: ['n', 'false', '0', 'non', 'faux', 'нет', 'ложь'] }); // prettier-ignore

/** As people write it, and as a spreadsheet keeps a tick. */
export const yesOrNo = (cell: string): boolean => yes(cell) === 'yes';

export const classification: (cell: string) => Classification = (cell) =>
  choice(
    Object.fromEntries(
      CLASSIFICATIONS.map((one) => [one, inAllLanguages(`directory.classification.${one}`)]),
    ) as Record<Classification, string[]>,
  )(cell);

/** The words of a message in every language of the interface: headings and choices that a file may use. */
export function inAllLanguages(key: string): string[] {
  return hasMessage(key) ? interfaceLanguages.map((one) => t(key, {}, one)) : [];
}

/** A field under the name that the forms use, found by that name in any language and by `more`. */
export function field(
  name: string,
  key: string,
  read: ImportField['read'],
  more: { headings?: readonly string[]; required?: boolean } = {},
): ImportField {
  return {
    name,
    label: t(key),
    headings: [...inAllLanguages(key), ...(more.headings ?? [])],
    read,
    ...(more.required ? { required: true } : {}),
  };
}

/** One field per language of the institution, `name_en`, of which the first is required where any is. */
export function localizedFields(
  name: string,
  key: string,
  read: ImportField['read'],
  more: { headings?: readonly string[]; required?: boolean } = {},
): ImportField[] {
  return Current.institution.locales.map((tag, n) => {
    const own = inAllLanguages(key);
    const words = [...own, ...(more.headings ?? []), name];
    return {
      name: `${name}_${tag}`,
      label: `${t(key)} (${tag})`,
      headings: [...words.map((word) => `${word} ${tag}`), ...(n === 0 ? words : [])],
      read,
      ...(more.required && n === 0 ? { required: true } : {}),
    };
  });
}

/** The texts of such fields together; undefined where none was given. `before` are those that are there. */
export function localizedValue(
  values: Record<string, unknown>,
  name: string,
  before: LocalizedText | null = null,
): LocalizedText | undefined {
  const given = Current.institution.locales.flatMap((tag) => {
    const text = values[`${name}_${tag}`];
    return typeof text === 'string' ? [[tag, text] as const] : [];
  });
  return given.length > 0 ? { ...before, ...Object.fromEntries(given) } : undefined;
}
