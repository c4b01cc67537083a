import { z } from 'zod';
import { ROLES, type Role } from '../../platform/permissions/permissions.service.js';
import { localizedText, wholeNumber } from '../../platform/web/form-values.js';
import { UNITS } from './deadline.js';
import type { Escalation, RuleFacts } from './deadline-rule.entity.js';
import { TRIGGERS } from './deadline-triggers.js';

/** Whom a line of the ladder names: who has to do it, or who holds a role. */
const TOLD = ['responsible', ...ROLES] as const;

export const RuleForm = z.object({
  version: z.coerce.number().int().optional().default(0),
  name: localizedText,
  duty: z.string().regex(/^[a-z-]{2,40}$/),
  trigger: z.enum(TRIGGERS),
  amount: wholeNumber.pipe(z.number().min(0).max(3650)),
  unit: z.enum(UNITS),
  direction: z.enum(['before', 'after']),
  strictness: z.enum(['soft', 'hard']),
  basis: z.string().max(500).optional().default(''),
  source: z.string().max(500).optional().default(''),
  escalation: z
    .array(z.object({ days: wholeNumber.pipe(z.number().min(-60).max(365)), who: z.enum(TOLD) }))
    .max(20)
    .optional()
    .default([]),
});

export type RuleLine = { days: number; who: (typeof TOLD)[number] };

/** Lines of the form as steps: those of one day are one step. */
export function stepsOf(lines: readonly RuleLine[]): Escalation[] {
  const byDay = Map.groupBy(lines, ({ days }) => days);
  return [...byDay]
    .map(([days, some]) => ({
      days,
      roles: some.flatMap(({ who }): Role[] => (who === 'responsible' ? [] : [who])),
      responsible: some.some(({ who }) => who === 'responsible'),
    }))
    .toSorted((a, b) => b.days - a.days);
}

/** The other way round, for the form. */
export const linesOf = (steps: readonly Escalation[]): RuleLine[] =>
  steps.flatMap(({ days, roles, responsible }) => [
    ...(responsible ? [{ days, who: 'responsible' as const }] : []),
    ...roles.map((who) => ({ days, who })),
  ]);

export function factsOf({ version: _version, escalation, ...facts }: z.output<typeof RuleForm>): RuleFacts {
  return { ...facts, escalation: stepsOf(escalation) };
}
