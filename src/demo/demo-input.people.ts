import { z } from 'zod';
import { RESERVED_SLUGS, SLUG } from '../platform/tenancy/slugs.js';
import {
  country,
  day,
  email,
  gender,
  key,
  languages,
  languageTag,
  localizedText,
  personName,
  phone,
  text,
  timeZone,
} from '../seeding/input.fields.js';

export const institution = z.strictObject({
  slug: z
    .string()
    .regex(SLUG, { error: 'a name of 2 to 41 small letters, digits and hyphens that begins with a letter' })
    .refine((slug) => !RESERVED_SLUGS.has(slug), {
      error: 'a name with which no address of Entente itself begins',
    })
    .meta({ description: 'First segment of the address of every page' }),
  name: localizedText,
  country,
  timeZone,
  locales: languages.meta({ description: 'Languages the institution works in, the first one by default' }),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, { error: 'a colour such as "#1d2f52"' })
    .optional(),
  letterhead: z.strictObject({
    unit: localizedText,
    address: z.array(localizedText).min(1).max(4),
    phone: phone.optional(),
    email,
  }),
  signatory: z.strictObject({ name: personName, post: localizedText }),
});

export const member = z.strictObject({
  key,
  name: personName,
  post: localizedText,
  party: localizedText.optional(),
  role: z.enum(['head', 'member', 'secretary', 'adviser', 'interpreter', 'accompanying']),
  languages,
  gender,
  phone: phone.optional(),
  email: email.optional(),
  dateOfEntry: day.optional().meta({ description: 'Day of entry into office; decides precedence among equals' }),
  restricted: z
    .strictObject({
      diet: text.optional(),
      allergies: text.optional(),
      accessibility: text.optional(),
      note: text.optional(),
    })
    .optional()
    .meta({ description: 'Kept encrypted; a conflict or a document never repeats it' }),
});

export const delegation = z.strictObject({
  organisation: localizedText,
  country,
  city: localizedText.optional(),
  timeZone: timeZone.optional().meta({ description: "The delegation's own zone, shown beside the visit's" }),
  members: z.array(member).min(1).max(60).meta({ description: 'In order of precedence' }),
});

export const interpreter = z.strictObject({
  key,
  name: personName,
  pairs: z.array(z.tuple([languageTag, languageTag])).min(1),
  longestShiftMinutes: z.int().min(15).max(480),
  restMinutes: z.int().min(0).max(240),
  phone: phone.optional(),
});

export const invitee = z.strictObject({
  key,
  name: personName,
  gender,
  post: localizedText,
  organisation: localizedText,
  email,
  language: languageTag.meta({ description: 'Language of the invitation' }),
  salutation: z
    .enum(['excellency', 'formal', 'colleague'])
    .meta({ description: '"Your Excellency", "Dear Mr X", "Dear colleague"' }),
  invitedTo: z.array(key).min(1).meta({ description: 'Keys of programme items' }),
});
