import { displayNames } from '../platform/i18n/intl.js';
import { z } from 'zod';
import type { PersonFacts } from './person.entity.js';

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

const shape = {
  familyName: z.string().trim().min(1).max(120),
  givenName: z.string().trim().max(120).nullish(),
  nativeName: line.nullish(),
  nativeLanguage: languageTag.nullish(),
  honorific: z.string().trim().max(60).nullish(),
  gender: z.enum(['female', 'male']).nullish(),
  country: country.nullish(),
  email: z.email().max(254).nullish(),
  phone: z.string().trim().max(60).nullish(),
  languages: z.array(languageTag).max(20).nullish(),
};

/** A person as the API takes one. */
export const NewPersonBody = z.strictObject(shape);
export const PersonChangeBody = z.strictObject({ ...shape, familyName: shape.familyName.optional() });

/** A person as the form sends one: languages in one line, and the version that was on the screen. */
export const PersonForm = z.object({
  ...shape,
  languages: z
    .string()
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    // Told for the one field that holds them all.
    .refine((tags) => tags.length <= 20 && tags.every(isLanguageTag), 'directory.error.language')
    .optional(),
  version: z.coerce.number().int().optional(),
  organisationId: z.uuid().optional(),
});

/** Everything that the form shows, with what was left empty as nothing. */
export function allFacts(form: z.output<typeof NewPersonBody>): PersonFacts {
  return {
    familyName: form.familyName,
    givenName: form.givenName ?? '',
    nativeName: form.nativeName ?? null,
    nativeLanguage: form.nativeLanguage ?? null,
    honorific: form.honorific ?? null,
    gender: form.gender ?? null,
    country: form.country ?? null,
    email: form.email ?? null,
    phone: form.phone ?? null,
    languages: form.languages ?? [],
  };
}

/** Only what a PATCH names. */
export function namedFacts(body: z.output<typeof PersonChangeBody>): Partial<PersonFacts> {
  const { givenName, languages, ...rest } = body;
  return {
    ...(rest as Partial<PersonFacts>),
    ...(givenName === undefined ? {} : { givenName: givenName ?? '' }),
    ...(languages === undefined ? {} : { languages: languages ?? [] }),
  };
}

export const RESTRICTED_FIELDS = ['diet', 'allergies', 'health', 'passport', 'emergency'] as const;
export type RestrictedNotes = Partial<Record<(typeof RESTRICTED_FIELDS)[number], string>>;
export const RestrictedForm = z.object(
  Object.fromEntries(RESTRICTED_FIELDS.map((name) => [name, z.string().trim().max(500).optional()])),
);

/** Why somebody reads what is restricted: a choice, so that the record itself tells nothing personal. */
export const REVEAL_REASONS = ['menu', 'visa', 'accreditation', 'medical', 'travel'] as const;
export type RevealReason = (typeof REVEAL_REASONS)[number];
export const RevealForm = z.object({ reason: z.enum(REVEAL_REASONS) });

export const PeopleQuery = z.object({
  q: z.string().trim().max(100).optional(),
  country: country.optional().catch(undefined),
  organisation: z.uuid().optional().catch(undefined),
  sort: z.enum(['name', '-name']).default('name').catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
