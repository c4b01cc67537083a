import { z } from 'zod';
import { localizedText, wholeNumber, zone } from '../../platform/web/form-values.js';
import { BLOCK_KINDS, INTERPRETING_MODES, type OpeningHours, VEHICLE_CLASSES, VENUE_KINDS } from './resource.entity.js';
import { wallTime } from '../wall-time.js';

const text = z.string().max(300).default('');
const positive = wholeNumber.pipe(z.number().min(1).max(100_000));
const version = wholeNumber.optional();

const openingHours = z
  .string()
  .regex(/^(([01]?\d|2[0-3]):[0-5]\d\s*[-–]\s*([01]?\d|2[0-3]):[0-5]\d)?$/, 'programme.form.hours')
  .transform((typed): [string, string] | null => {
    const [from, until] = typed.split(/\s*[-–]\s*/);
    return from && until ? [from.padStart(5, '0'), until.padStart(5, '0')] : null;
  })
  .refine((span) => span === null || span[0] < span[1], 'programme.form.hours');

function hoursOrAlways(days: Record<string, [string, string] | null>): OpeningHours | null {
  const open = Object.entries(days).filter((day): day is [string, [string, string]] => day[1] !== null);
  return open.length > 0 ? Object.fromEntries(open) : null;
}

function degrees(most: number) {
  return z
    .union([z.number(), z.string().regex(/^-?\d{1,3}([.,]\d{1,8})?$/, 'platform.form.wrong')])
    .transform((typed) => Number(String(typed).replace(',', '.')))
    .pipe(z.number().min(-most).max(most))
    .nullish()
    .transform((given) => given ?? null);
}

export const VenueForm = z.strictObject({
  name: localizedText,
  address: text,
  city: text,
  timeZone: zone.nullish().transform((given) => given ?? null),
  capacity: positive.nullish().transform((given) => given ?? null),
  kind: z.enum(VENUE_KINDS).default('room'),
  phone: text,
  note: text,
  rooms: positive.nullish().transform((given) => given ?? null),
  /** One layout a line: `theatre 120`. */
  layouts: z
    .string()
    .max(2000)
    .default('')
    .transform((typed, context) => {
      const lines = typed.split('\n').map((line) => line.trim());
      return lines.filter(Boolean).flatMap((line) => {
        const found = /^(.{1,60}?)[\s:,–-]+(\d{1,5})$/.exec(line);
        if (found) return [{ name: found[1]!, places: Number(found[2]) }];
        context.addIssue({ code: 'custom', message: 'programme.form.layout' });
        return [];
      });
    }),
  /** By day of the week, `08:00-20:00`; none at all means always open. */
  hours: z
    .record(z.string().regex(/^[1-7]$/), openingHours)
    .default({})
    .transform(hoursOrAlways),
  latitude: degrees(90),
  longitude: degrees(180),
  version,
});

export const VehicleForm = z.strictObject({
  label: z.string().min(1).max(100),
  plate: text,
  class: z.enum(VEHICLE_CLASSES).default('car'),
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
  modes: z.array(z.enum(INTERPRETING_MODES)).default([...INTERPRETING_MODES]),
  longestShiftMinutes: positive,
  restMinutes: wholeNumber.pipe(z.number().min(0).max(1440)),
  version,
});

export const DistanceForm = z.strictObject({
  from: z.uuid(),
  to: z.uuid(),
  minutes: wholeNumber.pipe(z.number().min(0).max(1440)),
});

/** What is blocked is chosen as `venue:<id>`; the API names kind and id apart. Times are wall times in `timeZone`. */
export const BlockForm = z
  .strictObject({
    resource: z.string().regex(/^(person|venue|vehicle|interpreter):[0-9a-f-]{36}$/, 'platform.form.choice'),
    kind: z.enum(BLOCK_KINDS),
    label: text,
    start: wallTime,
    end: wallTime,
    timeZone: zone.optional(),
  })
  .transform(({ resource, ...rest }) => ({
    ...rest,
    resourceKind: resource.split(':')[0] as 'person' | 'venue' | 'vehicle' | 'interpreter',
    resourceId: resource.split(':')[1]!,
  }));
