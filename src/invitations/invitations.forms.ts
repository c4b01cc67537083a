import { z } from 'zod';
import { publicLanguages } from '../platform/i18n/languages.js';
import { day, localizedText, wholeNumber } from '../platform/web/form-values.js';
import { ANSWERS, STAFF_CHANNELS } from './invitation.states.js';

export const MOST_COMPANIONS = 10;
const companions = wholeNumber.pipe(z.number().int().min(0).max(MOST_COMPANIONS)).default(0);
const line = z.string().max(200);

export const InvitationForm = z.strictObject({
  itemId: z.uuid().optional(),
  subject: localizedText,
  body: localizedText,
  answerBy: day.optional(),
});

export const RecipientForm = z.strictObject({
  name: line.min(1),
  post: line.optional(),
  organisation: line.optional(),
  email: z.string().max(254).optional(),
  language: z.enum(publicLanguages).default('en'),
  salutation: line.optional(),
});

/** One guest a line: name; post; organisation; e-mail; language. */
export const RecipientListForm = z.strictObject({ list: z.string().max(100_000) });

export const StaffAnswerForm = z.strictObject({
  answer: z.enum(ANSWERS as ['accepted', 'declined', 'tentative']),
  channel: z.enum(STAFF_CHANNELS),
  onBehalf: line.optional(),
  note: z.string().max(2000).optional(),
  companions,
});

export const GuestAnswerForm = z.strictObject({
  answer: z.enum(ANSWERS as ['accepted', 'declined', 'tentative']),
  companions,
  note: z.string().max(2000).optional(),
  needs: z.string().max(1000).optional(),
  onBehalf: line.optional(),
});

/** What the address of the list asks for. */
export interface Asked {
  invitation?: string;
  answer?: string;
  guest?: string;
  record?: string;
  language?: string;
  add?: string;
}
