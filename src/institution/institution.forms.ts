import { z } from 'zod';
import { ticked } from '../platform/web/form-values.js';
import { isReadableUnderWhite } from './contrast.js';

const localized = (most: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(most))
    .optional()
    .default({});
const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

export const FaceForm = z
  .object({
    version: z.coerce.number().int(),
    name: localized(200),
    locales: z.array(z.enum(['en', 'fr', 'ru'])).min(1),
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .toLowerCase()
      .refine(isReadableUnderWhite, 'institution.error.accent'),
    address: z.string().max(500).optional(),
    phone: z.string().max(50).optional(),
    email: z.email().max(254).optional(),
    signatory: z.string().max(200).optional(),
    signatoryPost: localized(200),
  })
  .refine(({ locales, name }) => locales.some((one) => name[one]), {
    path: ['locales'],
    message: 'institution.error.locales',
  });

const committeeId = z.uuid().optional();

export const SittingsForm = z.object({
  from: day,
  until: day,
  weekdays: z.array(z.coerce.number().int().min(1).max(7)).optional().default([]),
});

export const MonthForm = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .transform((text) => Temporal.PlainYearMonth.from(text)),
  committeeId,
  days: z.array(day).max(31).optional().default([]),
});

export const SittingFileForm = z.object({ ics: z.string().max(900_000), committeeId });

export const SittingFeedForm = z.object({
  name: z.string().max(200),
  url: z
    .string()
    .max(2000)
    .refine((text) => /^(https?|webcal):\/\//i.test(text) && URL.canParse(text), 'institution.error.feed_url'),
  committeeId,
});

export const OwnDayForm = z.object({
  day,
  kind: z.enum(['closed', 'worked']),
  name: localized(200),
});

export const MovedDayForm = z
  .object({ closed: day, worked: day, name: localized(200) })
  .refine(({ closed, worked }) => !closed.equals(worked), { path: ['worked'], message: 'institution.error.same_day' });

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'platform.form.format.time');
const hours = z
  .object({ from: time.optional(), to: time.optional() })
  .optional()
  .refine((one) => !one || !one.from === !one.to, { path: ['to'], message: 'institution.error.hours_half' })
  .refine((one) => !one?.from || !one.to || one.from < one.to, {
    path: ['to'],
    message: 'institution.error.hours_reversed',
  });

export const OfficeHoursForm = z
  .object({
    version: z.coerce.number().int(),
    observesHolidays: ticked,
    hours: z
      .object({ d1: hours, d2: hours, d3: hours, d4: hours, d5: hours, d6: hours, d7: hours })
      .optional()
      .default({}),
  })
  .refine(({ hours: some }) => Object.values(some).some((one) => one?.from), {
    path: ['hours.d1.from'],
    message: 'institution.error.no_hours',
  });

export const ConvocationForm = z
  .object({ number: z.coerce.number().int().min(1).max(1000), startsOn: day, endsOn: day.optional() })
  .refine(({ startsOn, endsOn }) => !endsOn || Temporal.PlainDate.compare(startsOn, endsOn) <= 0, {
    path: ['endsOn'],
    message: 'institution.error.span',
  });
