import { z } from 'zod';
import { day, ticked } from '../platform/web/form-values.js';
import { COST_CATEGORIES, PAYERS } from './cost-line.entity.js';
import { isCurrency, toMinor, toRate } from '../platform/money.js';
import { GIVEN } from './per-diem.rules.js';

const currency = z
  .string()
  .transform((text) => text.toUpperCase())
  .refine(isCurrency, 'costs.error.currency');
const rate = z.union([z.string(), z.number().transform(String)]).transform((text, context) => {
  const read = toRate(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'costs.error.rate' });
  return z.NEVER;
});

const money = { amount: z.union([z.string(), z.number().transform(String)]), currency };

/** The amount as it is typed, in minor units of its currency. */
function inMinor<T extends { amount: string; currency: string }>(sent: T, context: z.core.$RefinementCtx) {
  const minor = toMinor(sent.amount, sent.currency);
  if (minor === null)
    context.addIssue({ code: 'custom', message: 'costs.error.amount', path: ['amount'], input: sent.amount });
  const { amount: _typed, ...rest } = sent;
  return { ...rest, minor: minor ?? 0 };
}

export const LineForm = z
  .strictObject({
    of: z.enum(['estimate', 'actual']),
    category: z.enum(COST_CATEGORIES),
    payer: z.enum(PAYERS),
    personId: z.uuid().optional(),
    claimed: ticked,
    label: z.string().max(300).default(''),
    ...money,
    rate: rate.optional(),
    rateOn: day.optional(),
  })
  .transform(inMinor);
export type LineInput = z.output<typeof LineForm>;

export const AdvanceForm = z
  .strictObject({ personId: z.uuid(), ...money, rate: rate.optional(), givenOn: day })
  .transform(inMinor);
export type AdvanceInput = z.output<typeof AdvanceForm>;

export const ReasonForm = z.strictObject({ reason: z.string().min(1).max(2000) });
export const ClaimForm = z.strictObject({ personId: z.uuid() });
export const ClaimStepForm = z.strictObject({
  to: z.enum(['submitted', 'checked', 'approved', 'paid', 'recovered', 'draft']),
  reason: z.string().max(2000).optional(),
});

/** A step of the latest estimate; `draft` begins a new one after a clearance. A return says why. */
export const EstimateStepForm = z
  .strictObject({ to: z.enum(['submitted', 'cleared', 'returned', 'draft']), reason: z.string().max(2000).optional() })
  .refine(({ to, reason }) => to !== 'returned' || Boolean(reason), {
    path: ['reason'],
    message: 'platform.form.missing',
  });

/** What the host gives, day by day. */
export const StayForm = z.strictObject({
  days: z
    .array(
      z.strictObject({
        day,
        country: z.string().regex(/^[A-Z]{2}$/, 'platform.form.choice'),
        given: z.array(z.enum([...GIVEN, 'lodging'])).default([]),
      }),
    )
    .min(1)
    .max(120),
});
export type StayInput = z.output<typeof StayForm>['days'][number];

const percent = z.coerce.number().int().min(0).max(100);
export const CostRulesForm = z.strictObject({
  currency,
  breakfast: percent,
  lunch: percent,
  dinner: percent,
  firstDay: percent,
  lastDay: percent,
  estimateForReceptions: ticked,
});

const dayRate = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, 'platform.form.choice'),
    validFrom: day,
    currency,
    day: z.string(),
    night: z.string().default('0'),
  })
  .transform((sent, context) => {
    const minors = (['day', 'night'] as const).map((name) => {
      const minor = toMinor(sent[name], sent.currency);
      if (minor === null)
        context.addIssue({ code: 'custom', message: 'costs.error.amount', path: [name], input: sent[name] });
      return minor ?? 0;
    });
    return { ...sent, day: minors[0]!, night: minors[1]! };
  });
export const DayRatesForm = z.strictObject({ rates: z.array(dayRate).max(400).default([]) });
export const ExchangeForm = z.strictObject({
  rates: z
    .array(z.strictObject({ currency, rateOn: day, rate }))
    .max(400)
    .default([]),
});
