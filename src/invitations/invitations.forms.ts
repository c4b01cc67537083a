import { z } from 'zod';
import { publicLanguages } from '../platform/i18n/languages.js';
import { day, localizedText } from '../platform/web/form-values.js';

const line = z.string().max(200);

export const InvitationForm = z.strictObject({
  itemId: z.uuid().optional(),
  subject: localizedText,
  body: localizedText,
  answerBy: day.optional(),
});

/** How a guest is addressed, and where to. */
export const GuestFactsForm = z.strictObject({
  name: line.min(1),
  post: line.optional(),
  organisation: line.optional(),
  email: z.string().max(254).optional(),
  postalAddress: z.string().max(500).optional(),
  language: z.enum(publicLanguages).default('en'),
  salutation: line.optional(),
  careOf: line.optional(),
});

export const RecipientForm = GuestFactsForm.extend({ secondName: line.optional() });

/** One guest a line: name; post; organisation; e-mail; language. */
export const RecipientListForm = z.strictObject({ list: z.string().max(100_000) });

/** As many as a search finds. */
export const FOUND = 30;
export const PeopleSourceForm = z.strictObject({ people: z.array(z.uuid()).min(1).max(FOUND) });
export const BodySourceForm = z.strictObject({ bodyId: z.uuid() });
export const OfficeSourceForm = z.strictObject({
  postId: z.uuid(),
  language: z.enum(publicLanguages),
  email: z.string().max(254).optional(),
  careOf: line.optional(),
});

/** What the address of the list asks for. */
export interface Asked {
  invitation?: string;
  answer?: string;
  guest?: string;
  record?: string;
  language?: string;
  /** `invitation`: the form for a further one. */
  add?: string;
}
