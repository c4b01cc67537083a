import { z } from 'zod';

/** A wall time without a zone, `2027-03-08T19:30`. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:00)?$/, 'programme.form.wall_time')
  .transform((text, context) => {
    try {
      return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    } catch {
      context.addIssue({ code: 'custom', message: 'programme.form.wall_time' });
      return z.NEVER;
    }
  });
