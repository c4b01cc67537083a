import { z } from 'zod';
import { ticked } from '../platform/web/form-values.js';
import { isSeveral, type Shape, SHAPES } from './shapes.rules.js';

const MOST_TABLES = 60;

/** `10, 8, 8` or `10 8 8`: chairs at each table. */
const tables = z
  .string()
  .regex(/^\s*\d{1,3}([\s,;]+\d{1,3})*\s*$/, 'seating.error.tables')
  .transform((text) =>
    text
      .trim()
      .split(/[\s,;]+/)
      .map(Number),
  )
  .refine((counts) => counts.every((one) => one >= 1) && counts.length <= MOST_TABLES, 'seating.error.tables');

const wishes = { alternateSides: ticked, alternateSexes: ticked, byLanguage: ticked, couplesApart: ticked };

const arrangement = { shape: z.enum(SHAPES), tables, ...wishes };

export const PlanForm = z.strictObject({ itemId: z.uuid().optional(), ...arrangement }).superRefine(standsAlone);
export const ArrangementForm = z.strictObject(arrangement).superRefine(standsAlone);

/** Of one table alone only one number is meant. */
export function standsAlone(
  { shape, tables: counts }: { shape: Shape; tables: number[] },
  issues: z.RefinementCtx,
): void {
  if (counts.length > 1 && !isSeveral(shape))
    issues.addIssue({ code: 'custom', path: ['tables'], message: 'seating.error.one_table' });
}

const KEY = /^[rp]:[0-9a-f-]{36}(:\d{1,2})?$/;
/** `to` is `table.seat`, both from 0; nothing for no chair. */
export const MoveForm = z.strictObject({
  key: z.string().regex(KEY, 'platform.form.wrong'),
  to: z
    .string()
    .regex(/^\d{1,3}\.\d{1,3}$/, 'platform.form.wrong')
    .transform((text) => {
      const [table, seat] = text.split('.').map(Number);
      return { table: table!, seat: seat! };
    })
    .optional(),
});
export const AgainForm = z.strictObject({ anew: ticked });
