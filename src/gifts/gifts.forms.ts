import { z } from 'zod';
import { isCurrency, toMinor } from '../platform/money.js';
import { day, localizedText, ticked } from '../platform/web/form-values.js';
import { DIRECTIONS, FATES, type GiftFacts } from './gift.entity.js';
import { CONSEQUENCES, type LimitFacts } from './gift-limit.entity.js';

const id = z.uuid().optional();
const amount = z.union([z.string(), z.number().transform(String)]);
const currency = z
  .string()
  .transform((text) => text.toUpperCase())
  .refine(isCurrency, 'gifts.error.currency');

export const GiftFields = {
  direction: z.enum(DIRECTIONS),
  description: z.string().trim().min(1).max(500),
  onDay: day,
  activityId: id,
  personId: id,
  party: z.string().trim().min(1).max(300),
  partnerId: id,
  amount: amount.optional(),
  currency: currency.optional(),
  isEstimate: ticked,
};

type Sent = z.output<z.ZodObject<typeof GiftFields>>;

/** The facts, with the amount as it is typed in minor units of its currency. */
export function giftFacts(sent: Sent, context: z.core.$RefinementCtx): GiftFacts {
  const { amount: typed, currency: code, activityId, personId, partnerId, ...facts } = sent;
  const minor = typed !== undefined && code !== undefined ? toMinor(typed, code) : null;
  if (typed !== undefined && minor === null)
    context.addIssue({
      code: 'custom',
      message: code === undefined ? 'gifts.error.currency' : 'gifts.error.amount',
      path: [code === undefined ? 'currency' : 'amount'],
      input: typed,
    });
  return {
    ...facts,
    activityId: activityId ?? null,
    personId: personId ?? null,
    partnerId: partnerId ?? null,
    value: minor !== null && code !== undefined ? { minor, currency: code } : null,
  };
}

const version = z.coerce.number().int().optional();
export const GiftForm = z
  .object({ ...GiftFields, version })
  .transform(({ version: seen, ...sent }, context) => ({ facts: giftFacts(sent, context), version: seen }));
export const GiftBody = z.strictObject(GiftFields).transform(giftFacts);

export const FateForm = z.strictObject({
  fate: z.enum(FATES),
  note: z.string().trim().max(2000).optional(),
  /** What was paid for it, in the currency of its value. */
  price: amount.optional(),
});
export type FateInput = z.output<typeof FateForm>;

export const GiftsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  year: z.coerce.number().int().optional().catch(undefined),
  direction: z.enum(DIRECTIONS).optional().catch(undefined),
  fate: z
    .enum([...FATES, 'open'])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type GiftsQuery = z.output<typeof GiftsQuery>;

const limit = z
  .object({
    code: z.string().max(40).optional(),
    name: localizedText,
    direction: z.enum(DIRECTIONS),
    amount,
    currency,
    consequence: z.enum(CONSEQUENCES),
    basis: z.string().max(500).default(''),
    isOn: ticked,
  })
  .transform(({ amount: typed, ...sent }, context) => {
    const minor = toMinor(typed, sent.currency);
    if (minor === null)
      context.addIssue({ code: 'custom', message: 'gifts.error.amount', path: ['amount'], input: typed });
    return { ...sent, minor: minor ?? 0 };
  });
export type LimitLine = Omit<LimitFacts, 'source'> & { code?: string | undefined; isOn: boolean };
export const LimitsForm = z.object({ limits: z.array(limit).max(30).default([]) });
