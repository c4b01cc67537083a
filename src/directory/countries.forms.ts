import { z } from 'zod';
import { zone } from '../platform/web/form-values.js';
import { isLanguageTag } from './people.forms.js';

const texts = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().max(200)).default({});
const monthDay = z.string().refine((text) => isMonthDay(text), 'directory.error.month_day');

const nationalDay = z.strictObject({ on: monthDay, name: texts });

export const CountryBody = z.strictObject({
  officialName: texts,
  adjective: texts,
  capital: texts,
  languages: z.array(z.string().refine(isLanguageTag, 'directory.error.language')).max(20).default([]),
  zones: z.array(zone).max(20).default([]),
  nationalDays: z.array(nationalDay).max(10).default([]),
});

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean));

export const CountryForm = z.object({
  officialName: texts,
  adjective: texts,
  capital: texts,
  languages: list.refine((tags) => tags.length <= 20 && tags.every(isLanguageTag), 'directory.error.language'),
  zones: list.refine((names) => names.length <= 20 && names.every((name) => zone.safeParse(name).success), {
    message: 'platform.form.choice',
  }),
  nationalDays: z.array(nationalDay).max(10).default([]),
});

function isMonthDay(text: string): boolean {
  try {
    // 29 February is a day of some years.
    Temporal.PlainMonthDay.from(`--${text}`, { overflow: 'reject' });
    return /^\d\d-\d\d$/.test(text);
  } catch {
    return false;
  }
}
