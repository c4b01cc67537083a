import { z } from 'zod';
import { wholeNumber } from '../platform/web/form-values.js';
import { AUDIENCES } from '../programme/programme-item.entity.js';
import { ALARMS } from './feed.entity.js';

const choices = {
  audience: z.enum(AUDIENCES).default('working'),
  name: z.string().trim().min(1).max(80),
  language: z.enum(['en', 'fr', 'ru', 'ar']).default('en'),
  confidential: z.enum(['omit', 'busy', 'full']).default('busy'),
  cancelled: z.enum(['show', 'mark', 'hide']).default('show'),
  alarmMinutes: wholeNumber
    .refine((minutes) => (ALARMS as readonly number[]).includes(minutes), 'platform.form.choice')
    .optional(),
};

/** A new link: whose or what calendar, and what the subscriber chooses. */
export const FeedForm = z.object({ scope: z.string().max(20), subject: z.string().max(200).optional(), ...choices });
export type FeedFormInput = z.output<typeof FeedForm>;

/** Other choices for a link that stays the same. */
export const FeedChoicesForm = z.object(choices);
