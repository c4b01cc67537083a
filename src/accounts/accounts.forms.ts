import { z } from 'zod';
import { LOCALES } from '../platform/current.js';
import { ROLES } from '../platform/permissions/permissions.service.js';
import { MOST_CHARACTERS } from './passwords.service.js';

const password = z.string().max(MOST_CHARACTERS);
const name = z.string().min(1).max(200);
const email = z.email().max(254);
const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const locale = z.enum(LOCALES as ['en', 'fr', 'ru']);

export const EmailForm = z.object({ email });
export const NewPasswordForm = z.object({ password });
export const WelcomeForm = z.object({ name, password });
export const ProfileForm = z.object({ name, locale });
export const PasswordForm = z.object({ oldPassword: password, password });
export const InviteForm = z.object({ email, name, locale, roles: z.array(z.enum(ROLES)).min(1) });
export const GrantForm = z
  .object({
    role: z.enum(ROLES),
    country: z
      .string()
      .regex(/^[a-z]{2}$/i)
      .toUpperCase()
      .optional(),
    startsOn: day.optional(),
    endsOn: day.optional(),
  })
  .refine(
    ({ startsOn, endsOn }) =>
      !endsOn || Temporal.PlainDate.compare(startsOn ?? Temporal.Now.plainDateISO(), endsOn) <= 0,
    { path: ['endsOn'], message: 'institution.error.span' },
  );
export const TokenForm = z.object({
  tokenName: z.string().min(1).max(100),
  scopes: z.array(z.enum(['read', 'write'])).min(1),
  expiresOn: day
    .refine((on) => Temporal.PlainDate.compare(on, Temporal.Now.plainDateISO()) > 0, 'accounts.error.past')
    .optional(),
});
