import { z } from 'zod';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import { day, ticked } from '../platform/web/form-values.js';
import type { BodyFacts, Particulars } from './body.entity.js';
import { BODY_KINDS, type BodyKind } from './body.states.js';
import { CAPACITIES, SEAT_KINDS, SIDES } from './seats/seat.entity.js';

const isTag = (tag: string) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);

const words = (longest: number) => z.string().trim().max(longest).optional();
const figure = z.coerce.number().int().min(0).max(10_000).optional();
const list = (text: string) => text.split(/[\n;]+/).map((one) => one.trim());

/** What only some kinds have; each kind keeps its own and drops the rest. */
export const ParticularsForm = z.object({
  decision: words(500),
  counterpart: words(300),
  quotaFull: figure,
  quotaSubstitute: figure,
  quotaStaff: figure,
  votes: figure,
  contribution: words(300),
  foundingAgreement: words(500),
  rules: words(2000),
  rulesApprovedOn: z.iso.date().optional(),
  timesAYear: z.coerce.number().int().min(1).max(52).optional(),
  host: z.enum(['alternating', 'ours', 'theirs', 'agreed']).optional(),
  nextHost: z.enum(SIDES).optional(),
});

const OWN: Record<BodyKind, readonly (keyof Particulars)[]> = {
  'working-group': ['decision', 'counterpart'],
  'permanent-delegation': ['decision', 'quotaFull', 'quotaSubstitute', 'quotaStaff', 'votes', 'contribution'],
  commission: ['decision', 'foundingAgreement', 'rules', 'rulesApprovedOn', 'timesAYear', 'host', 'nextHost'],
};

export const BodyForm = z.object({
  kind: z.enum(BODY_KINDS),
  name: localizedText(),
  partnerId: z.uuid(),
  alsoWith: z.array(z.uuid()).max(20).optional(),
  parentId: z.uuid().optional(),
  particulars: ParticularsForm.optional(),
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
    alsoWith: form.kind === 'working-group' ? (form.alsoWith ?? []).filter((id) => id !== form.partnerId) : [],
    parentId: form.kind === 'commission' ? (form.parentId ?? null) : null,
    particulars: Object.fromEntries(
      Object.entries(form.particulars ?? {}).filter(
        ([name, value]) => value !== undefined && (OWN[form.kind] as readonly string[]).includes(name),
      ),
    ),
    convocationId: form.convocationId ?? null,
    membershipStatus: form.kind === 'permanent-delegation' ? (form.membershipStatus ?? null) : null,
    works: form.works ?? [],
    termsOfReference: form.termsOfReference ?? null,
  };
}

export const SeatFields = {
  personId: z.uuid(),
  kind: z.enum(SEAT_KINDS),
  capacity: z.enum(CAPACITIES),
  side: z.enum(SIDES).default('ours'),
  substituteFor: z.uuid().optional(),
  replaces: z.uuid().optional(),
  decision: words(300),
  startsOn: day,
  endsOn: day.optional(),
};
const committees = z
  .string()
  .max(2000)
  .transform((text) => list(text).filter(Boolean))
  .optional();
export const SeatForm = z.object({ ...SeatFields, committees });
export const CommitteesForm = z.object({ committees });
export const SeatEndForm = z.object({ endsOn: day });

/** How a step is taken: from a form, or by the API. */
export const StepFields = {
  on: day.optional(),
  note: words(2000),
  /** Of a dispatch of credentials. */
  signedBy: words(200),
  sessionOpensOn: z.iso.date().optional(),
};
export const StepForm = z.object(StepFields);

export const taking = ({ on, note, signedBy, sessionOpensOn }: z.output<typeof StepForm>) => ({
  on,
  note,
  facts: { ...(signedBy ? { signedBy } : {}), ...(sessionOpensOn ? { sessionOpensOn } : {}) },
});

export const BodiesQuery = z.object({
  q: z.string().trim().max(100).optional(),
  kind: z.enum(BODY_KINDS).optional().catch(undefined),
  state: z.string().max(40).optional().catch(undefined),
  archived: ticked,
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
