import { z } from 'zod';
import { day } from '../platform/web/form-values.js';

const name = z.string().max(200);

/** A form under way: whatever has been typed, in whatever state. */
export const AlikeForm = z.object({
  familyName: name.default(''),
  givenName: name.default(''),
  nativeName: name.optional(),
  email: name.optional().transform((text) => text ?? null),
  birthDate: day
    .nullish()
    .catch(null)
    .transform((text) => text ?? null),
});

export const PairForm = z.object({ one: z.uuid(), other: z.uuid() });
export const MergeForm = z.object({ with: z.uuid(), kept: z.uuid() });
export const MergeBody = z.strictObject({ aliasId: z.uuid() });
export const DoublesQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
