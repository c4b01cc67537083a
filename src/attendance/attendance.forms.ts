import { z } from 'zod';
import { wholeNumber } from '../platform/web/form-values.js';
import { MOST_ENTRIES } from './attendance.rules.js';

const at = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));
const persons = wholeNumber.pipe(z.number().int().min(1).max(11)).default(1);
const line = z.string().trim().max(200);

/** What a telephone noted at the door; `id` was given there, so the same entry sent twice is one. */
export const DoorEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in'), id: z.uuid(), guest: z.uuid(), persons, at }),
  z.strictObject({
    kind: z.literal('walk_in'),
    id: z.uuid(),
    name: line.min(1),
    organisation: line.default(''),
    persons,
    at,
  }),
  /** Takes back what was entered under `of`. */
  z.strictObject({ kind: z.literal('out'), id: z.uuid(), of: z.uuid(), at }),
]);
export type DoorEntry = z.output<typeof DoorEntry>;

export const DoorEntries = z.strictObject({ entries: z.array(DoorEntry).max(MOST_ENTRIES) });

export const ArrivalForm = z.strictObject({ guest: z.uuid(), persons });
export const WalkInForm = z.strictObject({ name: line.min(1), organisation: line.optional(), persons });
