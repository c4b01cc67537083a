import { z } from 'zod';
import { trainingFields } from '../missions/training.fields.js';
import { VENUE_KINDS } from '../programme/resources/resource.entity.js';
import { ROLES } from '../platform/permissions/permissions.service.js';
import {
  country,
  countryCode,
  day,
  email,
  gender,
  itemTypes,
  key,
  languages,
  languageTag,
  localizedText,
  personName,
  phone,
  text,
  timeZone,
} from './input.fields.js';

// The story stays alive because its activities lie around the day it is loaded on.
export const relativeDay = z.int().min(-800).max(800).meta({ description: 'Days from the day of loading: -3, 0, 12' });
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as "09:30"' });

export const roles = ROLES;

const organisation = z.strictObject({
  key,
  name: localizedText,
  classification: z.enum(['legislature', 'chamber', 'party', 'committee', 'ministry', 'embassy', 'ipo', 'other']),
  country: countryCode.optional(),
  parent: key.optional(),
});

const person = z.strictObject({
  key,
  name: personName,
  gender,
  country: countryCode,
  languages,
  email: email.optional(),
  phone: phone.optional(),
  posts: z.array(z.strictObject({ organisation: key, label: localizedText, rank: z.int().min(1).max(999) })).min(1),
});

const rank = z.strictObject({
  label: localizedText,
  posts: z.array(text).meta({ description: 'Posts level with it, by their English names' }),
});

const account = z.strictObject({
  email,
  person: key,
  grants: z
    .array(
      z.strictObject({
        role: z.enum(roles),
        scope: z.strictObject({ kind: z.enum(['institution', 'body', 'country']), key: text }).optional(),
      }),
    )
    .min(1),
});

const seat = z.strictObject({
  person: key,
  role: z.enum(['chair', 'deputy-chair', 'secretary', 'member', 'head', 'deputy-head', 'substitute', 'co-chair']),
});

const body = z.strictObject({
  key,
  kind: z.enum(['working-group', 'permanent-delegation', 'interparliamentary-commission']),
  name: localizedText,
  partner: key.optional().meta({ description: 'Parliament or organisation the body works with' }),
  partnerCountry: countryCode.optional(),
  membership: z.enum(['full', 'associate', 'observer']).optional(),
  works: z.array(text).default([]),
  state: z.enum(['draft', 'proposed', 'active', 'suspended', 'dissolved']).default('active'),
  seats: z.array(seat).default([]),
  counterparts: z.array(key).default([]).meta({ description: 'People of the other side; the first one leads it' }),
  particulars: z.record(z.string(), z.union([text, z.int()])).default({}),
  matters: z
    .array(
      z.strictObject({
        kind: z.enum(['plan-item', 'meeting', 'text']),
        title: text,
        reference: text.optional(),
        place: text.optional(),
        startsOn: relativeDay.optional(),
        dueOn: relativeDay.optional(),
        outcome: text.optional(),
        steps: z.array(text).default([]),
      }),
    )
    .default([]),
});

const item = z.strictObject({
  key,
  day: relativeDay,
  from: timeOfDay,
  to: timeOfDay.meta({ description: 'Not after "from" means the next day' }),
  type: z.enum(itemTypes),
  title: localizedText,
  venue: key.optional(),
  host: z.array(key).default([]),
  guest: z.array(key).default([]),
  interpreters: z.array(key).default([]),
  vehicles: z.array(key).default([]),
  confidential: z.boolean().default(false),
});

const leg = z.strictObject({
  mode: z.enum(['flight', 'train', 'car', 'bus', 'ship', 'other']),
  number: text.optional(),
  from: text,
  fromCountry: countryCode,
  departsDay: relativeDay,
  departs: timeOfDay,
  departZone: timeZone,
  to: text,
  toCountry: countryCode,
  arrivesDay: relativeDay,
  arrives: timeOfDay,
  arriveZone: timeZone,
});

const block = z.strictObject({
  of: z.enum(['person', 'venue', 'vehicle', 'interpreter']),
  key,
  kind: z.enum(['block', 'absence', 'booking', 'pre-booking']),
  label: text,
  fromDay: relativeDay,
  from: timeOfDay,
  untilDay: relativeDay,
  until: timeOfDay,
});

const call = z.strictObject({
  seats: z.int().positive(),
  requirements: text,
  applications: z
    .array(z.strictObject({ reasons: text, experience: text }))
    .meta({ description: 'Of the accounts of members, in their order' }),
  decided: z.boolean().default(false),
});

const mission = z.strictObject({
  kind: z.enum(['bilateral', 'ipo-session', 'conference', 'study-training', 'speakers-conference']),
  tasks: z.array(text).min(1),
  directives: z.array(text).default([]),
  hostPays: z.array(z.enum(['travel', 'lodging', 'meals', 'local-transport', 'insurance', 'allowance'])).default([]),
  funding: text.optional(),
  legs: z.array(leg).default([]),
  training: trainingFields.optional(),
  call: call.optional(),
});

const activity = z.strictObject({
  key,
  kind: z.enum(['reception', 'mission', 'session', 'conference']),
  state: z.string().regex(/^[A-Z]+(_[A-Z]+)*$/, { error: 'a state such as "PROGRAMME_DRAFT"' }),
  title: localizedText,
  category: z.enum(['state', 'official', 'working', 'private', 'transit']).optional(),
  purpose: localizedText,
  basis: localizedText.optional(),
  partner: key,
  body: key.optional(),
  city: localizedText,
  country: countryCode,
  timeZone,
  startsDay: relativeDay,
  endsDay: relativeDay,
  delegations: z.strictObject({ host: z.array(key).min(1), guest: z.array(key).default([]) }),
  programme: z.array(item).default([]),
  requested: z
    .array(
      z.strictObject({ title: text, minutes: z.int().positive(), askedBy: text, must: z.boolean().default(false) }),
    )
    .default([])
    .meta({ description: 'Meetings that wait for a time' }),
  mission: mission.optional(),
  commitments: z
    .array(
      z.strictObject({
        key,
        content: text,
        side: z.enum(['ours', 'theirs']),
        responsible: text,
        dueDay: relativeDay,
        kept: text.optional().meta({ description: 'By what it was kept, where it was' }),
      }),
    )
    .default([]),
  gifts: z
    .array(
      z.strictObject({
        key,
        direction: z.enum(['given', 'received']),
        description: text,
        party: text,
        person: key,
        minor: z.int().min(0),
        currency: text,
      }),
    )
    .default([]),
});

/** The story of the demo institution, `seeds/house.json`; `seeds/README.md` tells it in words. */
export const houseSeedSchema = z.strictObject({
  institution: z.strictObject({
    slug: key,
    name: localizedText,
    country,
    timeZone,
    locales: languages,
    accent: text,
    email,
    currency: text.meta({ description: 'ISO 4217: the house reckons in it' }),
    dailyRates: z
      .array(z.strictObject({ country: countryCode, currency: text, day: z.int().min(0), night: z.int().min(0) }))
      .default([]),
    exchange: z.array(z.strictObject({ currency: text, rate: text })).default([]),
  }),
  convocation: z.strictObject({
    ordinal: z.int().min(1),
    startsOn: day.optional(),
    facts: z.strictObject({
      bilateralPartners: text,
      workingGroups: z.int(),
      permanentDelegations: z.int(),
    }),
  }),
  ownDays: z
    .array(
      z.strictObject({ day, kind: z.enum(['closed', 'worked']), name: localizedText, counterpart: day.optional() }),
    )
    .default([]),
  sittingDays: z.array(day),
  countries: z.array(country),
  organisations: z.array(organisation),
  precedence: z.array(rank).default([]),
  people: z.array(person),
  accounts: z.array(account),
  bodies: z.array(body),
  contacts: z
    .array(
      z.strictObject({
        key,
        onDay: relativeDay,
        place: text,
        counterpart: text,
        country: countryCode.optional(),
        organisation: text.optional(),
        basis: text,
        content: text,
        participants: z.array(key).default([]),
        authorisedBy: text.optional(),
      }),
    )
    .default([]),
  compositionRules: z.array(text).default([]).meta({ description: 'Shipped rules that the institution has adopted' }),
  venues: z.array(
    z.strictObject({
      key,
      name: localizedText,
      address: localizedText,
      city: localizedText,
      timeZone,
      capacity: z.int().min(1),
      kind: z.enum(VENUE_KINDS).default('site'),
      travelMinutes: z.record(key, z.int().min(0)).default({}),
    }),
  ),
  vehicles: z.array(
    z.strictObject({
      key,
      label: localizedText,
      plate: text,
      seats: z.int().min(1),
      driver: z.strictObject({ name: text, phone }),
    }),
  ),
  interpreters: z.array(
    z.strictObject({
      person: key,
      pairs: z.array(z.tuple([languageTag, languageTag])).min(1),
      longestShiftMinutes: z.int().min(15),
      restMinutes: z.int().min(0),
    }),
  ),
  blocks: z.array(block).default([]),
  activities: z.array(activity),
});

export type HouseSeed = z.output<typeof houseSeedSchema>;
export type SeedActivity = HouseSeed['activities'][number];
export type SeedItem = SeedActivity['programme'][number];
