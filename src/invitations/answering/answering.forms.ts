import { z } from 'zod';
import type { LocalizedText } from '../../platform/current.js';
import { publicLanguages } from '../../platform/i18n/languages.js';
import { localizedText, ticked, wholeNumber } from '../../platform/web/form-values.js';
import { type AnswerGiven, ANSWERS, PAIR_MEMBERS, type PairMember, STAFF_CHANNELS } from '../invitation.states.js';
import { MOST_COMPANIONS, MOST_QUESTIONS, QUESTION_KINDS } from './answer-terms.rules.js';

const companions = wholeNumber.pipe(z.number().int().min(0).max(MOST_COMPANIONS)).default(0);
const line = z.string().max(200);

/** Names typed one a line. */
const names = z
  .string()
  .max(2000)
  .transform((text) =>
    text
      .split(/\r?\n/)
      .map((one) => one.trim().slice(0, 200))
      .filter(Boolean),
  )
  .optional();

/** What an answer says, whoever writes it down. */
const told = {
  answer: z.enum(ANSWERS),
  companions,
  companionNames: z.union([z.array(line).max(MOST_COMPANIONS), names]),
  /** Of a pair of whom one comes, which. */
  alone: z.enum(PAIR_MEMBERS).optional(),
  representative: z.strictObject({ name: line.optional(), post: line.optional(), contact: line.optional() }).optional(),
  replies: z.record(z.uuid(), z.string().max(1000)).default({}),
  note: z.string().max(2000).optional(),
  onBehalf: line.optional(),
};

export const StaffAnswerForm = z
  .strictObject({ ...told, channel: z.enum(STAFF_CHANNELS) })
  .superRefine(namesRepresentative)
  .transform(whole);

export const GuestAnswerForm = z
  .strictObject({ ...told, needs: z.string().max(1000).optional() })
  .superRefine(namesRepresentative)
  .transform(whole);

function namesRepresentative(
  told: { answer: AnswerGiven; representative?: { name?: string | undefined } | undefined },
  issues: z.RefinementCtx,
): void {
  if (told.answer === 'represented' && !told.representative?.name)
    issues.addIssue({ code: 'custom', path: ['representative', 'name'], message: 'platform.form.missing' });
}

function whole<
  T extends {
    companionNames?: string[] | undefined;
    alone?: PairMember | undefined;
    representative?: { name?: string | undefined; post?: string | undefined; contact?: string | undefined } | undefined;
    note?: string | undefined;
    onBehalf?: string | undefined;
  },
>(told: T) {
  const { name, post = '', contact = '' } = told.representative ?? {};
  return {
    ...told,
    companionNames: told.companionNames ?? [],
    alone: told.alone ?? ('first' as const),
    representative: name ? { name, post, contact } : null,
    note: told.note ?? null,
    onBehalf: told.onBehalf ?? null,
  };
}

/** What guests may answer; one line of choices each, in every language. */
export const AnswerTermsForm = z
  .strictObject({
    capacity: wholeNumber.pipe(z.number().int().min(0).max(100_000)).optional(),
    companionsAllowed: companions,
    companionNames: ticked,
    representatives: ticked,
    questions: z
      .array(
        z.strictObject({
          id: z.uuid().optional(),
          kind: z.enum(QUESTION_KINDS),
          label: localizedText,
          options: z.record(z.string(), z.string().max(2000)).optional(),
          isRequired: ticked,
        }),
      )
      .max(MOST_QUESTIONS)
      .default([]),
  })
  .superRefine(({ questions }, issues) => {
    for (const [n, { kind, options }] of questions.entries())
      if (kind === 'choice' && optionsOf(options).length < 2)
        issues.addIssue({
          code: 'custom',
          path: ['questions', n, 'options', publicLanguages[0]],
          message: 'invitations.error.options',
        });
  });

/** `{ en: 'Fish\nMeat', fr: 'Poisson\nViande' }` → `[{ en: 'Fish', fr: 'Poisson' }, …]`: the lines of the languages belong together. */
export function optionsOf(text: Record<string, string> = {}): LocalizedText[] {
  const lines = Object.entries(text).map(
    ([tag, words]) => [tag, words.split(/\r?\n/).map((one) => one.trim())] as const,
  );
  const count = Math.max(0, ...lines.map(([, words]) => words.length));
  return Array.from({ length: count }, (_, n) =>
    Object.fromEntries(lines.flatMap(([tag, words]) => (words[n] ? [[tag, words[n]]] : []))),
  ).filter((option) => Object.keys(option).length > 0);
}
