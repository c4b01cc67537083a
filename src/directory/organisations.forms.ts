import { z } from 'zod';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import { day, ticked } from '../platform/web/form-values.js';
import { CLASSIFICATIONS, type OrganisationFacts } from './organisation.entity.js';
import { ContactFields, IdentifierFields } from './people.forms.js';

const country = z.string().regex(/^[A-Z]{2}$/, 'directory.error.country');

export const FormerNameFields = z
  .strictObject({ name: localizedText(), from: z.iso.date().optional(), until: z.iso.date().optional() })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ['until'],
    message: 'directory.error.until_before_from',
  });

/** The page links to it, so nothing but the web may stand there: `javascript:` is an address too. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(300);

const shape = {
  classification: z.enum(CLASSIFICATIONS),
  name: localizedText(),
  parentId: z.uuid().nullish(),
  country: country.nullish(),
  city: z.string().trim().max(120).nullish(),
  address: z.string().trim().max(300).nullish(),
  formerNames: z.array(FormerNameFields).max(40).nullish(),
  abbreviation: z.string().trim().max(40).nullish(),
  website: WebAddress.nullish(),
  foundedOn: day.nullish(),
  dissolvedOn: day.nullish(),
  contacts: z.array(ContactFields).max(40).nullish(),
  identifiers: z.array(IdentifierFields).max(40).nullish(),
  isExclusive: z.boolean().nullish(),
};

export const NewOrganisationBody = z.strictObject(shape);
export const OrganisationChangeBody = z.strictObject({
  ...shape,
  classification: shape.classification.optional(),
  name: shape.name.optional(),
});
export const OrganisationForm = z.object({
  ...shape,
  isExclusive: ticked,
  version: z.coerce.number().int().optional(),
});

const NOTHING: Omit<OrganisationFacts, 'classification' | 'name'> = {
  parentId: null,
  country: null,
  city: null,
  address: null,
  formerNames: [],
  abbreviation: null,
  website: null,
  foundedOn: null,
  dissolvedOn: null,
  contacts: [],
  identifiers: [],
  isExclusive: false,
};

/** Everything that the form shows, with what was left empty as nothing. */
export function allOrganisationFacts(form: z.output<typeof NewOrganisationBody>): OrganisationFacts {
  return {
    ...NOTHING,
    ...namedOrganisationFacts(form),
    classification: form.classification,
    name: form.name,
  };
}

/** Only what a PATCH names; null there is nothing. */
export function namedOrganisationFacts(body: z.output<typeof OrganisationChangeBody>): Partial<OrganisationFacts> {
  const { classification, name, ...rest } = body;
  const known = Object.entries(rest).filter(([key, value]) => value !== undefined && key in NOTHING);
  return {
    ...Object.fromEntries(known.map(([key, value]) => [key, value ?? NOTHING[key as keyof typeof NOTHING]])),
    ...(classification ? { classification } : {}),
    ...(name ? { name } : {}),
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
  onBehalfOfId: z.uuid().optional(),
  convocationId: z.uuid().optional(),
  appointedBy: z.string().trim().max(200).optional(),
  state: z.enum(['nominated', 'appointed']).optional(),
  startsOn: optionalDay,
  endsOn: optionalDay,
});
export const EndForm = z.object({ endsOn: z.iso.date().transform((text) => Temporal.PlainDate.from(text)) });

const addressForms = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().max(200));

/** An office of an organisation. */
export const PostForm = z.object({
  label: localizedText(200),
  addressForm: z.string().trim().max(200).optional(),
  addressForms: addressForms.default({}),
  singleHolder: ticked,
  maySign: ticked,
  rankId: z.uuid().optional(),
  version: z.coerce.number().int().optional(),
});
export const PostChangeBody = z.strictObject({
  label: localizedText(200).optional(),
  addressForm: z.string().trim().max(200).nullable().optional(),
  addressForms: addressForms.optional(),
  singleHolder: z.boolean().optional(),
  maySign: z.boolean().optional(),
});
export const NewPostBody = PostChangeBody.extend({ label: localizedText(200) });
