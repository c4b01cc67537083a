import { z } from 'zod';

/** Text in several languages as forms and API send it: BCP 47 tag → text, at least one of them. */
export const localizedText = (longest = 300) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().max(longest))
    .transform((text) => Object.fromEntries(Object.entries(text).filter(([, one]) => one)))
    .refine((text) => Object.keys(text).length > 0, 'platform.form.missing');
