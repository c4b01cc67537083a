import { displayNames } from '../platform/i18n/intl.js';
import { z } from 'zod';
import { day } from '../platform/web/form-values.js';
import {
  CONTACT_KINDS,
  LANGUAGE_LEVELS,
  NAME_KINDS,
  NAME_ORDERS,
  type LanguageLevel,
  type PersonFacts,
} from './person.entity.js';

export const isLanguageTag = (tag: string): boolean => {
  try {
    return displayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined;
  } catch {
    return false;
  }
};

const languageTag = z.string().trim().refine(isLanguageTag, 'directory.error.language');
const country = z.string().regex(/^[A-Z]{2}$/, 'directory.error.country');
const line = z.string().trim().max(200);
const name = z.string().trim().max(120);

/** From a day to a day as ISO text; both count, either may be open. */
const span = { from: z.iso.date().optional(), until: z.iso.date().optional() };
const inOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  !from || !until || from <= until;
const told = { path: ['until'], message: 'directory.error.until_before_from' };

export const OtherNameFields = z
  .strictObject({
    kind: z.enum(NAME_KINDS).default('script'),
    language: languageTag,
    family: name.min(1),
    given: name.default(''),
    patronymic: name.optional(),
    order: z.enum(NAME_ORDERS).default('given-first'),
    ...span,
  })
  .refine(inOrder, told);
export const ContactFields = z
  .strictObject({ kind: z.enum(CONTACT_KINDS), value: line.min(1), label: name.optional(), ...span })
  .refine(inOrder, told);
export const IdentifierFields = z.strictObject({ scheme: name.min(1), value: line.min(1) });
const addressForm = z.strictObject({ before: name.optional(), after: name.optional(), salutation: line.optional() });

const shape = {
  familyName: name.min(1),
  givenName: name.nullish(),
  patronymic: name.nullish(),
  nameOrder: z.enum(NAME_ORDERS).nullish(),
  sortAs: line.nullish(),
  nativeName: line.nullish(),
  nativeLanguage: languageTag.nullish(),
  otherNames: z.array(OtherNameFields).max(40).nullish(),
  honorific: z.string().trim().max(60).nullish(),
  addressForms: z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), addressForm).nullish(),
  pronunciation: line.nullish(),
  gender: z.enum(['female', 'male']).nullish(),
  birthDate: day.nullish(),
  deathDate: day.nullish(),
  country: country.nullish(),
  email: z.email().max(254).nullish(),
  phone: z.string().trim().max(60).nullish(),
  contacts: z.array(ContactFields).max(40).nullish(),
  identifiers: z.array(IdentifierFields).max(40).nullish(),
  languages: z.array(languageTag).max(20).nullish(),
  languageLevels: z.record(z.string().max(35), z.enum(LANGUAGE_LEVELS)).nullish(),
  photoConsentOn: day.nullish(),
  note: z.string().trim().max(2000).nullish(),
};

/** A person as the API takes one. */
export const NewPersonBody = z.strictObject(shape);
export const PersonChangeBody = z.strictObject({ ...shape, familyName: shape.familyName.optional() });

/** A person as the form sends one: languages with their levels in one line, and the version that was on the screen. */
export const PersonForm = z
  .object({
    ...shape,
    languages: z
      .string()
      // Told for the one field that holds them all.
      .refine((text) => {
        const tags = spoken(text).map(([tag]) => tag);
        return tags.length <= 20 && tags.every(isLanguageTag);
      }, 'directory.error.language')
      .optional(),
    version: z.coerce.number().int().optional(),
    organisationId: z.uuid().optional(),
    /** The reader has looked at who may be the same, and it is somebody else. */
    another: z.literal('yes').optional(),
  })
  .transform(({ languages, ...form }) => ({
    ...form,
    languages: spoken(languages ?? '').map(([tag]) => tag),
    languageLevels: Object.fromEntries(spoken(languages ?? '').filter(([, level]) => level)) as Record<
      string,
      LanguageLevel
    >,
  }));

/** `be native, fr C1, en` → tags with their levels. */
export function spoken(text: string): [tag: string, level: LanguageLevel | undefined][] {
  const found: [string, LanguageLevel | undefined][] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const level = LANGUAGE_LEVELS.find((one) => one.toLowerCase() === word.toLowerCase());
    const last = found.at(-1);
    if (level && last) last[1] = level;
    else found.push([word, undefined]);
  }
  return found;
}

export const languageLine = (person: Pick<PersonFacts, 'languages' | 'languageLevels'>): string =>
  person.languages.map((tag) => [tag, person.languageLevels[tag]].filter(Boolean).join(' ')).join(', ');

const NOTHING: Omit<PersonFacts, 'familyName'> = {
  givenName: '',
  patronymic: null,
  nameOrder: 'given-first',
  sortAs: null,
  nativeName: null,
  nativeLanguage: null,
  otherNames: [],
  honorific: null,
  addressForms: {},
  pronunciation: null,
  gender: null,
  birthDate: null,
  deathDate: null,
  country: null,
  email: null,
  phone: null,
  contacts: [],
  identifiers: [],
  languages: [],
  languageLevels: {},
  photoConsentOn: null,
  note: null,
};

/** Everything that the form shows, with what was left empty as nothing. */
export function allFacts(form: z.output<typeof NewPersonBody>): PersonFacts {
  return { ...NOTHING, ...namedFacts(form), familyName: form.familyName };
}

/** Only what a PATCH names; null there is nothing. */
export function namedFacts(body: z.output<typeof PersonChangeBody>): Partial<PersonFacts> {
  const known = Object.entries(body).filter(([key, value]) => value !== undefined && key in NOTHING);
  return {
    ...Object.fromEntries(known.map(([key, value]) => [key, value ?? NOTHING[key as keyof typeof NOTHING]])),
    ...(body.familyName === undefined ? {} : { familyName: body.familyName }),
  };
}

export const PeopleQuery = z.object({
  q: z.string().trim().max(100).optional(),
  country: country.optional().catch(undefined),
  organisation: z.uuid().optional().catch(undefined),
  sort: z.enum(['name', '-name']).default('name').catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
