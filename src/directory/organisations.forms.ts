import { z } from 'zod';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import { CLASSIFICATIONS, type OrganisationFacts } from './organisation.entity.js';

const country = z.string().regex(/^[A-Z]{2}$/, 'directory.error.country');

const shape = {
  classification: z.enum(CLASSIFICATIONS),
  name: localizedText(),
  parentId: z.uuid().nullish(),
  country: country.nullish(),
  city: z.string().trim().max(120).nullish(),
  address: z.string().trim().max(300).nullish(),
};

export const NewOrganisationBody = z.strictObject(shape);
export const OrganisationChangeBody = z.strictObject({
  ...shape,
  classification: shape.classification.optional(),
  name: shape.name.optional(),
});
export const OrganisationForm = z.object({ ...shape, version: z.coerce.number().int().optional() });

export function allOrganisationFacts(form: z.output<typeof NewOrganisationBody>): OrganisationFacts {
  return {
    classification: form.classification,
    name: form.name,
    parentId: form.parentId ?? null,
    country: form.country ?? null,
    city: form.city ?? null,
    address: form.address ?? null,
  };
}

export const PartnersQuery = z.object({
  q: z.string().trim().max(100).optional(),
  classification: z
    .enum([...CLASSIFICATIONS, 'all'])
    .optional()
    .catch(undefined),
  country: country.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

const optionalDay = z.iso
  .date()
  .transform((text) => Temporal.PlainDate.from(text))
  .optional();

export const AppointmentForm = z.object({
  organisationId: z.uuid(),
  postId: z.uuid().optional(),
  role: localizedText(200).optional(),
  startsOn: optionalDay,
  endsOn: optionalDay,
});
export const EndForm = z.object({ endsOn: z.iso.date().transform((text) => Temporal.PlainDate.from(text)) });
