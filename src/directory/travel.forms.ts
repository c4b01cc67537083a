import { z } from 'zod';

const words = z.string().trim().max(500);
const paper = z.string().trim().min(1).max(60);

export const PASSPORT_KINDS = ['ordinary', 'diplomatic', 'service', 'other'] as const;
const passport = z.strictObject({
  kind: z.enum(PASSPORT_KINDS).default('ordinary'),
  number: paper,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'directory.error.country')
    .optional(),
  issuedOn: z.iso.date().optional(),
  expiresOn: z.iso.date().optional(),
});
const visa = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, 'directory.error.country'),
  kind: z.string().trim().max(60).optional(),
  number: z.string().trim().max(60).optional(),
  expiresOn: z.iso.date().optional(),
});

/** Each field is sealed by itself. What is left out stands as it is; null or an empty list is none. */
export const TravelFields = {
  passports: z.array(passport).max(10).nullish(),
  visas: z.array(visa).max(40).nullish(),
  diet: words.nullish(),
  allergies: words.nullish(),
  accessibility: words.nullish(),
  seat: words.nullish(),
  hotel: words.nullish(),
  emergency: words.nullish(),
  clearance: words.nullish(),
};
export const TravelBody = z.strictObject(TravelFields);
export type TravelProfile = z.output<typeof TravelBody>;
export type TravelField = keyof typeof TravelFields;
export const TRAVEL_FIELDS = Object.keys(TravelFields) as TravelField[];

/** Days that a field is kept after it was last needed; an institution sets its own. */
export const DEFAULT_RETENTION: Record<TravelField, number> = {
  passports: 30,
  visas: 30,
  diet: 7,
  allergies: 7,
  accessibility: 7,
  seat: 30,
  hotel: 30,
  emergency: 7,
  clearance: 30,
};

/** Why somebody reads what is restricted: a choice, so that the record itself tells nothing personal. Each opens what it needs. */
export const OPENS: Record<RevealReason, readonly TravelField[]> = {
  menu: ['diet', 'allergies'],
  visa: ['passports', 'visas', 'emergency'],
  accreditation: ['passports', 'clearance'],
  medical: ['allergies', 'accessibility', 'emergency'],
  travel: ['passports', 'visas', 'seat', 'hotel', 'accessibility', 'emergency'],
  upkeep: TRAVEL_FIELDS,
};
export const REVEAL_REASONS = ['menu', 'visa', 'accreditation', 'medical', 'travel', 'upkeep'] as const;
export type RevealReason = (typeof REVEAL_REASONS)[number];
export const RevealForm = z.object({ reason: z.enum(REVEAL_REASONS) });
export const RevealBody = z.strictObject({ reason: z.enum(REVEAL_REASONS) });

/** The form as it was opened: what its purpose does not show it does not touch. */
export const TravelForm = z.object({ ...TravelFields, reason: z.enum(REVEAL_REASONS) });

export const RetentionForm = z.object({
  days: z.partialRecord(
    z.enum(TRAVEL_FIELDS as [TravelField, ...TravelField[]]),
    z.coerce.number().int().min(0).max(3650),
  ),
});
