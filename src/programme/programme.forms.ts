import { z } from 'zod';
import { clock, day, localizedText, ticked, wholeNumber, zone } from '../platform/web/form-values.js';
import { wallTime } from './wall-time.js';
import { AUDIENCES, ITEM_TYPES } from './programme-item.entity.js';
import type { ItemInput } from './programme.service.js';

const line = z
  .string()
  .max(300)
  .nullish()
  .transform((text) => text ?? null);
const prose = z
  .string()
  .max(4000)
  .nullish()
  .transform((text) => text ?? null);
const id = z.uuid();
const side = z.enum(['host', 'guest']);

/** A person of the list: from the API with side and role, from a box of the page as `guest:<id>`. */
const participant = z.union([
  z.strictObject({ personId: id, side, role: z.string().max(100).nullish() }),
  z
    .string()
    .regex(/^(host|guest):[0-9a-f-]{36}$/, 'platform.form.choice')
    .transform((text) => ({
      personId: text.slice(text.indexOf(':') + 1),
      side: side.parse(text.split(':')[0]),
      role: null,
    })),
]);

const interpreter = z.strictObject({
  interpreterId: id,
  pair: z.string().regex(/^[a-z]{2,3}-[a-z]{2,3}$/, 'programme.form.pair'),
  mode: z.enum(['consecutive', 'simultaneous', 'whispered']).default('consecutive'),
});

const fields = {
  type: z.enum(ITEM_TYPES),
  title: localizedText,
  startZone: zone,
  endZone: zone,
  venueId: id.nullish().transform((given) => given ?? null),
  participants: z.array(participant).max(300).default([]),
  interpreters: z.array(interpreter).max(20).default([]),
  vehicles: z.array(id).max(60).default([]),
  audiences: z.array(z.enum(AUDIENCES)).default([]),
  track: line,
  confidential: ticked,
  dress: line,
  menu: line,
  flags: line,
  gift: line,
  press: line,
  talkingPoints: prose,
  internalNote: prose,
  responsible: line,
  allDay: ticked,
  layout: line,
  seating: line,
  preBooked: ticked,
};

/** A line as the API takes it. */
export const ItemForm = z.strictObject({ ...fields, start: wallTime, end: wallTime });

/** The same line as the inspector sends it: a day and two clocks. An end that is not after the beginning falls on the next day. */
export const ItemPageForm = z
  .strictObject({
    ...fields,
    day,
    from: clock,
    to: clock,
    endDay: day.optional(),
    version: wholeNumber.optional(),
    seen: z.string().max(20_000).optional(),
  })
  .transform(
    ({
      day: on,
      from,
      to,
      endDay,
      version,
      seen: _seen,
      ...rest
    }): { input: ItemInput; version: number | undefined } => {
      const next = Temporal.PlainTime.compare(to, from) <= 0 ? on.add({ days: 1 }) : on;
      return {
        input: { ...rest, start: on.toPlainDateTime(from), end: (endDay ?? next).toPlainDateTime(to) },
        version,
      };
    },
  );

/** Where a line is moved to, by drag, key or form. */
export const MoveForm = z
  .strictObject({
    start: wallTime.optional(),
    day: day.optional(),
    from: clock.optional(),
    end: wallTime.optional(),
    followers: ticked,
    version: wholeNumber.optional(),
    /** Where the hand is: the page it came from is shown again. */
    back: z.literal('calendar').optional(),
  })
  .refine(({ start, day: on, from }) => start !== undefined || (on !== undefined && from !== undefined), {
    path: ['from'],
    message: 'platform.form.missing',
  })
  .transform(({ start, day: on, from, ...rest }) => ({ ...rest, start: start ?? on!.toPlainDateTime(from!) }));

export const RequestForm = z.strictObject({
  title: z.string().min(1).max(300),
  minutes: wholeNumber.pipe(z.number().min(5).max(1440)),
  askedBy: z.string().max(200).default(''),
  askedOn: day.nullish().transform((given) => given ?? null),
  note: prose,
  people: z.array(id).max(200).default([]),
  venues: z.array(id).max(40).default([]),
  pair: z
    .string()
    .regex(/^[a-z]{2,3}-[a-z]{2,3}$/, 'programme.form.pair')
    .nullish()
    .transform((given) => given ?? null),
  halves: z
    .array(z.string().regex(/^\d{4}-\d{2}-\d{2}:(am|pm)$/, 'platform.form.choice'))
    .max(60)
    .default([]),
  must: ticked,
  weight: wholeNumber.pipe(z.number().min(1).max(3)).default(1),
});

const clockText = clock.transform((at) => at.toString({ smallestUnit: 'minute' }));
const few = wholeNumber.pipe(z.number().min(0).max(240));

/** The frame of a programme that is to be composed. */
export const ComposeForm = z.strictObject({
  opens: clockText.default('09:00'),
  closes: clockText.default('18:30'),
  between: few.default(15),
  lunch: few.default(75),
  rest: few.default(30),
});

export const AcceptForm = z.strictObject({
  lines: z.union([z.array(wholeNumber), wholeNumber.transform((one) => [one])]).default([]),
});

/** The same from the page, where everything has a button of its own: nothing ticked is nothing chosen. */
export const AcceptPageForm = z.strictObject({ ...AcceptForm.shape, all: ticked });

const ids = z.array(id).max(200).default([]);

/** A time that is looked for. Clock times are of `timeZone`, the institution's where none is named. */
export const FindTimeForm = z.strictObject({
  people: ids,
  wished: ids,
  minutes: wholeNumber.pipe(z.number().min(5).max(1440)).default(60),
  from: day,
  until: day,
  opens: clock.default(() => Temporal.PlainTime.from('09:00')),
  closes: clock.default(() => Temporal.PlainTime.from('18:00')),
  timeZone: zone.optional(),
  venues: ids,
  places: wholeNumber.pipe(z.number().min(1).max(100_000)).nullish(),
  pairs: z
    .array(z.string().regex(/^[a-z]{2,3}-[a-z]{2,3}$/, 'programme.form.pair'))
    .max(5)
    .default([]),
  half: z.enum(['am', 'pm']).nullish(),
  item: id.nullish(),
});

export const ReasonForm = z.strictObject({ keptReason: z.string().max(1000).default('') });

export const SwapForm = z.strictObject({ from: id, to: id, version: wholeNumber.optional() });

export const RoomForm = z.strictObject({ to: id, version: wholeNumber.optional() });

export const ExecutionForm = z.strictObject({
  execution: z.enum(['held', 'changed', 'dropped']),
  note: prose,
});
