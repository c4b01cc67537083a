import { z } from 'zod';
import { AUDIENCES } from '../programme/programme-item.entity.js';

/** A new link: my own diary, or one activity. */
export const FeedForm = z.object({
  scope: z.enum(['person', 'activity']),
  activityId: z.uuid().optional(),
  audience: z.enum(AUDIENCES).default('working'),
  name: z.string().trim().min(1).max(80),
  language: z.enum(['en', 'fr', 'ru', 'ar']).default('en'),
  confidential: z.enum(['omit', 'busy', 'full']).default('busy'),
});
export type FeedFormInput = z.output<typeof FeedForm>;
