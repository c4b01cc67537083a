import { z } from 'zod';
import { localizedText, wholeNumber, zone } from '../platform/web/form-values.js';

const text = z.string().max(300).default('');
const positive = wholeNumber.pipe(z.number().min(1).max(100_000));
const version = wholeNumber.optional();

export const VenueForm = z.strictObject({
  name: localizedText,
  address: text,
  city: text,
  timeZone: zone.nullish().transform((given) => given ?? null),
  capacity: positive.nullish().transform((given) => given ?? null),
  version,
});

export const VehicleForm = z.strictObject({
  label: z.string().min(1).max(100),
  plate: text,
  seats: positive,
  driverName: text,
  driverPhone: text,
  version,
});

export const InterpreterForm = z.strictObject({
  personId: z.uuid(),
  /** Typed in one field, separated by spaces or commas. */
  pairs: z
    .string()
    .max(500)
    .transform((typed) =>
      typed
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    )
    .pipe(
      z
        .array(z.string().regex(/^[a-z]{2,3}-[a-z]{2,3}$/, 'programme.form.pair'))
        .min(1)
        .max(40),
    ),
  longestShiftMinutes: positive,
  restMinutes: wholeNumber.pipe(z.number().min(0).max(1440)),
  version,
});

export const DistanceForm = z.strictObject({
  from: z.uuid(),
  to: z.uuid(),
  minutes: wholeNumber.pipe(z.number().min(0).max(1440)),
});
