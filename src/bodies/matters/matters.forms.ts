import { z } from 'zod';
import { day } from '../../platform/web/form-values.js';
import type { MatterFacts } from './matter.entity.js';
import { MATTER_KINDS } from './matter.states.js';

export const MatterFields = {
  title: z.string().trim().min(1).max(500),
  reference: z.string().trim().max(100).optional(),
  place: z.string().trim().max(200).optional(),
  startsOn: day.optional(),
  atTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'platform.form.format.time')
    .optional(),
  dueOn: day.optional(),
  responsibleId: z.uuid().optional(),
};
export const MatterForm = z.object({
  kind: z.enum(MATTER_KINDS),
  ...MatterFields,
  version: z.coerce.number().int().optional(),
});
export const MatterStepFields = {
  on: day.optional(),
  note: z.string().trim().max(2000).optional(),
  outcome: z.string().trim().max(20_000).optional(),
};
export const MatterStepForm = z.object(MatterStepFields);

type Fields = z.output<z.ZodObject<typeof MatterFields>>;

export const matterFacts = (form: Fields): MatterFacts => ({
  title: form.title,
  reference: form.reference ?? null,
  place: form.place ?? null,
  startsOn: form.startsOn ?? null,
  atTime: form.atTime ?? null,
  dueOn: form.dueOn ?? null,
  responsibleId: form.responsibleId ?? null,
});
