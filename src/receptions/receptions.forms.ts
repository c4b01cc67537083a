import { z } from 'zod';
import { activityFields } from '../activities/kinds/activity.fields.js';
import { wholeNumber, zone } from '../platform/web/form-values.js';
import { CATEGORIES } from './reception.entity.js';

/** Topics come as a list from the API and one to a line from the form. */
const topics = z
  .union([z.array(z.string().max(300)), z.string().max(6000)])
  .transform((sent) => (Array.isArray(sent) ? sent : sent.split('\n')).map((line) => line.trim()).filter(Boolean));

const fields = { ...activityFields, category: z.enum(CATEGORIES) };

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

export type ReceptionEdited = z.output<typeof ReceptionEdit>;

export const ReceptionPatch = z.strictObject({ ...fields, ...more }).partial();
