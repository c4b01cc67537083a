import { z } from 'zod';
import { day } from '../platform/web/form-values.js';
import { type CommitmentFacts, SIDES } from './commitment.entity.js';
import { SHOWN } from './commitments.queries.js';

const id = z.uuid().optional();

export const CommitmentFields = {
  content: z.string().trim().min(1).max(2000),
  side: z.enum(SIDES),
  responsible: z.string().trim().max(300).default(''),
  accountId: id,
  partnerId: id,
  agreedOn: day,
  dueOn: day.optional(),
  /** Which session or agreement, and where in it. */
  sourceName: z.string().trim().max(300).default(''),
};

export const SourceFields = { sourceKind: z.string().max(40).default('other'), sourceId: id };

export const CommitmentForm = z.object({
  ...CommitmentFields,
  ...SourceFields,
  version: z.coerce.number().int().optional(),
});

export const StepForm = z.strictObject({ note: z.string().trim().max(5000).optional() });

export const CommitmentsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  shown: z.enum(SHOWN).catch('open').default('open'),
  side: z.enum(SIDES).optional().catch(undefined),
  from: day.optional().catch(undefined),
  until: day.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type CommitmentsQuery = z.output<typeof CommitmentsQuery>;

export const factsOf = (form: z.output<z.ZodObject<typeof CommitmentFields>>): CommitmentFacts => ({
  content: form.content,
  side: form.side,
  responsible: form.responsible,
  accountId: form.accountId ?? null,
  partnerId: form.partnerId ?? null,
  agreedOn: form.agreedOn,
  dueOn: form.dueOn ?? null,
  sourceName: form.sourceName,
});
