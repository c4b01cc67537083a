import { z } from 'zod';
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

export const SittingsForm = z.object({
  from: day,
  until: day,
  weekdays: z.array(z.coerce.number().int().min(1).max(7)).optional().default([]),
});

export const ConvocationForm = z
  .object({ number: z.coerce.number().int().min(1).max(1000), startsOn: day, endsOn: day.optional() })
  .refine(({ startsOn, endsOn }) => !endsOn || Temporal.PlainDate.compare(startsOn, endsOn) <= 0, {
    path: ['endsOn'],
    message: 'institution.error.span',
  });
