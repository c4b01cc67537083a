import { z } from 'zod';
import { localizedText } from '../../platform/i18n/localized-text.schema.js';
import { BODY_KINDS } from '../body.states.js';
import type { RuleFacts } from './body-rule.entity.js';
import type { Condition } from './composition.rules.js';

export const CONDITION_TYPES = [
  'size',
  'organisation',
  'spread',
  'sex',
  'bodies',
  'posts',
  'substitutes',
  'nationality',
  'membership',
] as const;
export type ConditionType = (typeof CONDITION_TYPES)[number];

const bound = z.coerce.number().int().min(0).max(1000).optional();
const organisation = { organisationId: z.uuid().nullable().default(null), label: z.string().trim().min(1).max(200) };
const someBound = (one: { min?: unknown; max?: unknown }) => one.min !== undefined || one.max !== undefined;

/** What each type of condition says, from the form and by the API alike. */
export const ConditionForm = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('size'),
      of: z.enum(['all', 'full', 'substitute']).default('all'),
      min: bound,
      max: bound,
    })
    .refine(someBound, { message: 'bodies.error.rule_bound', path: ['min'] }),
  z
    .object({ type: z.literal('organisation'), ...organisation, min: bound, max: bound })
    .refine(someBound, { message: 'bodies.error.rule_bound', path: ['min'] }),
  z.object({
    type: z.literal('spread'),
    classification: z.enum(['chamber', 'faction']),
    min: z.coerce.number().int().min(1).max(50),
  }),
  z.object({
    type: z.literal('sex'),
    sex: z.enum(['female', 'male', 'each']),
    min: bound,
    minPercent: z.coerce.number().min(0).max(100).optional(),
    table: z
      .preprocess(
        (sent) =>
          typeof sent === 'string'
            ? sent
                .split('\n')
                .map((line) => line.split(/[^\d]+/).filter(Boolean))
                .filter((parts) => parts.length > 0)
                .map(([full, min, minFull]) => ({ full, min, minFull: minFull ?? 0 }))
            : sent,
        z
          .array(
            z.object({
              full: z.coerce.number().int().min(1).max(500),
              min: z.coerce.number().int().min(0).max(500),
              minFull: z.coerce.number().int().min(0).max(500),
            }),
          )
          .max(50),
      )
      .optional(),
  }),
  z.object({ type: z.literal('bodies'), max: z.coerce.number().int().min(1).max(100) }),
  z.object({
    type: z.literal('posts'),
    words: z.preprocess(
      (sent) =>
        typeof sent === 'string'
          ? sent
              .split(/[,;\n]+/)
              .map((word) => word.trim())
              .filter(Boolean)
          : sent,
      z.array(z.string().trim().min(2).max(60)).min(1).max(30),
    ),
  }),
  z.object({ type: z.literal('substitutes') }),
  z.object({ type: z.literal('nationality'), maxPercent: z.coerce.number().min(1).max(100) }),
  z.object({ type: z.literal('membership'), ...organisation }),
]);

export const RuleForm = z.object({
  name: localizedText(),
  source: z.string().trim().max(500).optional(),
  kind: z.enum(BODY_KINDS).optional(),
  organisationId: z.uuid().optional(),
  level: z.enum(['block', 'warn']),
  condition: ConditionForm,
  version: z.coerce.number().int().optional(),
});

export const ruleFacts = (form: z.output<typeof RuleForm>): RuleFacts => ({
  name: form.name,
  source: form.source ?? null,
  kind: form.kind ?? null,
  organisationId: form.organisationId ?? null,
  level: form.level,
  condition: form.condition as Condition,
});
