import { z } from 'zod';
import { MEMBER_ROLES } from '../../activities/activity.entity.js';
import { publicLanguages } from '../../platform/i18n/languages.js';
import { day, plainLine, wallTime } from '../../platform/web/form-values.js';

export const LinkForm = z.strictObject({
  name: plainLine(200).min(1),
  language: z.enum(publicLanguages),
  expiresOn: day,
});
export type LinkInput = z.output<typeof LinkForm>;

/** What a counterpart says of a person that staff may read. */
const open = {
  familyName: plainLine(120).min(1),
  givenName: plainLine(120).default(''),
  nativeName: plainLine(200).default(''),
  honorific: plainLine(60).default(''),
  post: plainLine(200).default(''),
  role: z.enum(MEMBER_ROLES).default('member'),
  languages: plainLine(200).default(''),
  arrivesAt: wallTime.optional(),
  arrivesBy: plainLine(40).default(''),
  leavesAt: wallTime.optional(),
  leavesBy: plainLine(40).default(''),
  note: plainLine(1000).default(''),
};
/** What is sealed at once. Left empty it stays as it was. */
const sealed = {
  passportNumber: plainLine(60).optional(),
  passportExpires: z.iso.date().optional(),
  diet: plainLine(500).optional(),
  allergies: plainLine(500).optional(),
  accessibility: plainLine(500).optional(),
};
export const SEALED_FIELDS = Object.keys(sealed) as (keyof typeof sealed)[];

export const LineForm = z.strictObject({ ...open, ...sealed });
export type LineInput = z.output<typeof LineForm>;
export type SealedFacts = Partial<Record<keyof typeof sealed, string>>;
/** As it is kept: wall times as text. */
export type LineFacts = Omit<LineInput, keyof typeof sealed | 'arrivesAt' | 'leavesAt'> & {
  arrivesAt?: string | undefined;
  leavesAt?: string | undefined;
};

export function lineFacts({ arrivesAt, leavesAt, ...input }: LineInput): LineFacts {
  const facts = Object.entries(input).filter(([name]) => !SEALED_FIELDS.some((one) => one === name));
  const clock = (at: Temporal.PlainDateTime | undefined) => at?.toString({ smallestUnit: 'minute' });
  return {
    ...(Object.fromEntries(facts) as Omit<LineFacts, 'arrivesAt' | 'leavesAt'>),
    ...(arrivesAt ? { arrivesAt: clock(arrivesAt) } : {}),
    ...(leavesAt ? { leavesAt: clock(leavesAt) } : {}),
  };
}

export function sealedFacts(input: LineInput): SealedFacts {
  return Object.fromEntries(SEALED_FIELDS.flatMap((name) => (input[name] ? [[name, input[name]]] : [])));
}

/** Whom a line is taken over as: somebody of the directory, or a new person. */
export const AcceptForm = z.strictObject({ personId: z.uuid().optional() });
export const DeclineForm = z.strictObject({ reason: z.string().max(500).default('') });
