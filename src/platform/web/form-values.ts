import { z } from 'zod';

// Controls, and what turns the direction of the text around it: no name needs them, and a hostile one hides behind them.
const HIDDEN = /[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** One line from somebody we do not know: without characters that are not seen. At most `most` characters. */
export const plainLine = (most: number) =>
  z
    .string()
    .max(most)
    .overwrite((text) => text.replace(HIDDEN, ' ').trim());

/** A box of its own: `on` from a form, true or false from the API, and false when it is not sent. */
export const ticked = z
  .union([z.boolean(), z.literal('on')])
  .default(false)
  .transform((sent) => sent !== false);

/** A day, `2027-03-08`, as `<input type="date">` sends it. */
export const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

/** A wall clock time, `19:30`, as `<input type="time">` sends it. */
export const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, 'platform.form.format.time')
  .transform((text) => Temporal.PlainTime.from(text));

/** Day and clock of a place, `2027-03-08T09:15`, as `<input type="datetime-local">` sends it. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, 'platform.form.format.date')
  .refine((text) => {
    try {
      return Boolean(Temporal.PlainDateTime.from(text, { overflow: 'reject' }));
    } catch {
      return false;
    }
  }, 'platform.form.format.date')
  .transform((text) => Temporal.PlainDateTime.from(text));

/** A whole number typed into a field. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/, 'platform.form.wrong')
    .transform(Number),
]);

/** An IANA zone that this installation knows. */
export const zone = z.string().refine((name) => isZone(name), 'platform.form.zone');

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

/** Text in several languages, typed as one field for each: `title[en]`, `title[fr]`. At least one is given. */
export const localizedText = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(2000))
  .refine((text) => Object.keys(text).length > 0, 'platform.form.missing');
