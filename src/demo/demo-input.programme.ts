import { z } from 'zod';
import { toRate } from '../platform/money.js';
import {
  currency,
  day,
  email,
  itemTypes,
  key,
  languageTag,
  localizedText,
  phone,
  text,
  timeZone,
  wallTime,
} from '../seeding/input.fields.js';

export const audiences = ['guest', 'working', 'pocket', 'drivers', 'press', 'spouse'] as const;

export const visit = z.strictObject({
  title: localizedText,
  category: z.enum(['state', 'official', 'working', 'private', 'transit']),
  basis: localizedText,
  purpose: localizedText,
  startsOn: day,
  endsOn: day,
  timeZone,
  cities: z.array(localizedText).min(1),
  requestedTopics: z.array(localizedText).default([]),
  organizer: email.meta({ description: 'Sender of invitations and ORGANIZER of calendar entries' }),
});

export const venue = z.strictObject({
  key,
  name: localizedText,
  address: localizedText,
  city: localizedText,
  timeZone,
  capacity: z.int().min(1).max(100_000),
  travelMinutes: z
    .record(key, z.int().min(0).max(1440))
    .default({})
    .meta({ description: 'Minutes by car to other venues; once for each pair is enough' }),
});

export const vehicle = z.strictObject({
  key,
  label: localizedText,
  plate: text,
  seats: z.int().min(1).max(80),
  driver: z.strictObject({ name: text, phone }),
});

export const programmeItem = z.strictObject({
  key,
  type: z.enum(itemTypes),
  title: localizedText,
  startsAt: wallTime,
  endsAt: wallTime,
  startZone: timeZone.optional().meta({ description: "Where it differs from the visit's zone" }),
  endZone: timeZone.optional().meta({ description: 'As startZone, which it follows when absent' }),
  venue: key.optional(),
  track: z.enum(['main', 'spouse', 'press', 'staff']).default('main'),
  confidential: z.boolean().default(false),
  audiences: z.array(z.enum(audiences)).min(1),
  participants: z
    .strictObject({ host: z.array(key).default([]), guest: z.array(key).default([]) })
    .default({ host: [], guest: [] }),
  interpreters: z
    .array(
      z.strictObject({
        interpreter: key,
        pair: z.tuple([languageTag, languageTag]),
        mode: z.enum(['consecutive', 'simultaneous', 'whispered']).default('consecutive'),
      }),
    )
    .default([]),
  vehicles: z.array(key).default([]),
  responsible: key.optional().meta({ description: 'Key of a member of the host delegation' }),
  dress: localizedText.optional(),
  menu: localizedText.optional(),
  protocol: localizedText.optional().meta({ description: 'Flags, anthems, wreath, toasts' }),
  gift: localizedText.optional(),
  press: localizedText.optional(),
  talkingPoints: localizedText.optional(),
  internalNote: localizedText.optional().meta({ description: 'Never stands in the guest programme' }),
});

export const requestedMeeting = z.strictObject({
  key,
  title: localizedText,
  minutes: z.int().min(5).max(480),
  requestedBy: localizedText,
  requestedOn: day.optional(),
});

export const answer = z.strictObject({
  guest: key,
  answer: z.enum(['accepted', 'declined', 'tentative']),
  channel: z.enum(['page', 'phone', 'mail']),
  note: text.optional(),
});

export const execution = z.strictObject({
  items: z
    .array(
      z.strictObject({ item: key, outcome: z.enum(['held', 'changed', 'dropped']), note: localizedText.optional() }),
    )
    .default([]),
  results: localizedText,
  assessment: localizedText,
  proposals: z.array(localizedText).default([]),
  commitments: z
    .array(
      z.strictObject({ text: localizedText, side: z.enum(['host', 'guest']), responsible: key.optional(), due: day }),
    )
    .default([]),
  gifts: z
    .array(
      z.strictObject({
        direction: z.enum(['given', 'received']),
        description: localizedText,
        host: key.meta({ description: 'Member of the host delegation who gave or received it' }),
        guest: key,
        value: z.strictObject({ minor: z.int().min(0), currency }).optional(),
      }),
    )
    .default([]),
  costs: z
    .array(
      z.strictObject({
        category: z.enum([
          'transport',
          'accommodation',
          'per-diem',
          'hospitality',
          'gifts',
          'fees',
          'visas',
          'interpretation',
          'other',
        ]),
        description: localizedText,
        payer: z.enum(['host', 'guest', 'third-party']),
        minor: z.int().min(0).meta({ description: 'Amount in minor units' }),
        currency,
        rate: z
          .string()
          .refine((typed) => toRate(typed) !== null, { error: 'a rate such as "0.92"' })
          .optional()
          .meta({ description: 'Units of the currency of the house for one of this; BYN, EUR and USD have one' }),
      }),
    )
    .default([]),
});
