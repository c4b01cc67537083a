import { z } from 'zod';
import { day, wholeNumber } from '../../platform/web/form-values.js';

export const CallForm = z.strictObject({
  seats: wholeNumber.pipe(z.number().int().min(1).max(50)),
  closesOn: day,
  requirements: z.string().max(4000).default(''),
});
export type CallInput = z.output<typeof CallForm>;

export const ApplicationForm = z.strictObject({
  reasons: z.string().min(1).max(4000),
  experience: z.string().max(4000).default(''),
});
export type ApplicationInput = z.output<typeof ApplicationForm>;

/** The nominating committee's ranking: a place for each whom it proposes, none for the others. */
export const RankingForm = z.strictObject({
  places: z.record(z.uuid(), z.coerce.number().int().min(1).max(400)).default({}),
});

export const CallStepForm = z.strictObject({ to: z.string().max(40), reason: z.string().max(2000).optional() });
