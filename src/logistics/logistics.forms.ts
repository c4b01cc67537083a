import { z } from 'zod';
import { day, ticked, wallTime, wholeNumber } from '../platform/web/form-values.js';
import {
  type LogisticsField,
  LOGISTICS_KINDS,
  logisticsKind,
  type LogisticsKindName,
} from './logistics-kinds.rules.js';

/** What an entry is about and says, whatever its kind. Facts left out are empty. */
export interface EntryInput {
  members: string[];
  at: Temporal.PlainDateTime | null;
  from: Temporal.PlainDate | null;
  to: Temporal.PlainDate | null;
  note: string;
  facts: Record<string, string | boolean>;
}

const short = z.string().max(200);

function typeOf({ type, options = [], required }: LogisticsField): z.ZodType {
  if (type === 'tick') return ticked;
  const asked = { line: short, time: wallTime, day, choice: z.enum(options as [string, ...string[]]) }[type];
  return required ? asked : asked.optional();
}

/** The form of a kind, from its table: one source for page and API. `version` is what the reader saw of an entry that is there. */
export function entryForm(kind: LogisticsKindName) {
  const { fields, about } = logisticsKind(kind);
  return z.strictObject({
    ...Object.fromEntries(fields.map((field) => [field.name, typeOf(field)])),
    ...(about === 'members' ? { members: z.array(z.uuid()).min(1, 'logistics.error.nobody_named').max(400) } : {}),
    note: z.string().max(1000).default(''),
    version: wholeNumber.optional(),
  });
}

/** The checked form, with the facts of the kind apart from what stands in columns. */
export function entryInput(kind: LogisticsKindName, data: Record<string, unknown>): EntryInput {
  const { members = [], at = null, from = null, to = null, note = '', version: _seen, ...facts } = data;
  const known = new Set(logisticsKind(kind).fields.map(({ name }) => name));
  return {
    members: members as string[],
    at: at as EntryInput['at'],
    from: from as EntryInput['from'],
    to: to as EntryInput['to'],
    note: String(note),
    facts: Object.fromEntries(
      Object.entries(facts).filter(([name, value]) => known.has(name) && value !== undefined && value !== false),
    ) as EntryInput['facts'],
  };
}

export const EntryStep = z.strictObject({ to: z.string().max(40), reason: z.string().max(500).optional() });
export const KindName = z.enum(LOGISTICS_KINDS as [LogisticsKindName, ...LogisticsKindName[]]);
