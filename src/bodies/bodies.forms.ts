import { z } from 'zod';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import type { BodyFacts } from './body.entity.js';
import { BODY_KINDS } from './body.states.js';
import { CAPACITIES, SEAT_KINDS } from './seat.entity.js';

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const isTag = (tag: string) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);

export const BodyForm = z.object({
  kind: z.enum(BODY_KINDS),
  name: localizedText(),
  partnerId: z.uuid(),
  convocationId: z.uuid().optional(),
  membershipStatus: z.enum(['full', 'associate', 'observer']).optional(),
  works: z
    .string()
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    .refine((tags) => tags.length <= 10 && tags.every(isTag), 'bodies.error.language')
    .optional(),
  termsOfReference: z.string().trim().max(4000).optional(),
  version: z.coerce.number().int().optional(),
});

export function bodyFacts(form: z.output<typeof BodyForm>): BodyFacts {
  return {
    name: form.name,
    partnerId: form.partnerId,
    convocationId: form.convocationId ?? null,
    membershipStatus: form.kind === 'permanent-delegation' ? (form.membershipStatus ?? null) : null,
    works: form.works ?? [],
    termsOfReference: form.termsOfReference ?? null,
  };
}

export const SeatForm = z.object({
  personId: z.uuid(),
  kind: z.enum(SEAT_KINDS),
  capacity: z.enum(CAPACITIES),
  startsOn: day,
  endsOn: day.optional(),
});
export const SeatEndForm = z.object({ endsOn: day });

export const BodiesQuery = z.object({
  q: z.string().trim().max(100).optional(),
  kind: z.enum(BODY_KINDS).optional().catch(undefined),
  state: z.string().max(40).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
