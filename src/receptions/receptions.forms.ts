import { z } from 'zod';
import { day, localizedText, wholeNumber, zone } from '../platform/web/form-values.js';
import { CATEGORIES } from './reception.entity.js';

/** Topics come as a list from the API and one to a line from the form. */
const topics = z
  .union([z.array(z.string().max(300)), z.string().max(6000)])
  .transform((sent) => (Array.isArray(sent) ? sent : sent.split('\n')).map((line) => line.trim()).filter(Boolean));

const fields = {
  title: localizedText,
  partnerId: z.uuid(),
  category: z.enum(CATEGORIES),
  startsOn: day,
  endsOn: day,
  city: z.string().max(120),
  timeZone: zone,
};

const more = {
  partnerTimeZone: zone.optional(),
  basis: z.string().max(2000).optional(),
  purpose: z.string().max(4000).optional(),
  topics: topics.optional(),
};

/** What is proposed: one source for the form, the API and its description. */
export const ReceptionForm = z.strictObject({ ...fields, ...more, timeZone: zone.optional() });
export type ReceptionInput = z.output<typeof ReceptionForm>;

/** The same when it is changed; `version` is what the reader saw. */
export const ReceptionEdit = z.strictObject({ ...fields, ...more, version: wholeNumber });

export const ReceptionPatch = z.strictObject({ ...fields, ...more }).partial();

export const ReceptionFilter = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  state: z.string().max(60).optional().catch(undefined),
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const StepBody = z.strictObject({ to: z.string().max(60), reason: z.string().max(2000).optional() });
