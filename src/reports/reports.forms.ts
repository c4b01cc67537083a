import { z } from 'zod';
import { wholeNumber } from '../platform/web/form-values.js';
import { isCurrency, toMinor } from '../platform/money.js';
import { type Agreed, type Cost, COST_CATEGORIES, type Gift, type Money } from './report-facts.entity.js';

export const SectionForm = z.strictObject({ content: z.string().max(60_000).default(''), version: wholeNumber });
export const ReturnForm = z.strictObject({ reason: z.string().max(2000).default('') });

const line = z.string().max(300).default('');
const money = { amount: z.string().max(40).optional(), currency: z.string().max(3).optional() };

const AgreedRow = z
  .strictObject({
    kind: z.enum(['proposal', 'commitment']).default('commitment'),
    text: z.string({ error: 'reports.error.text' }).max(1000),
    side: z.enum(['ours', 'theirs']).default('ours'),
    responsible: line,
    due: z.iso.date().optional(),
  })
  .transform(({ due, ...row }): Agreed => ({ ...row, due: due ?? null }));

const GiftRow = z
  .strictObject({
    direction: z.enum(['given', 'received']).default('given'),
    description: z.string().max(300),
    party: line,
    ...money,
  })
  .transform(({ amount, currency, ...row }, context): Gift => ({
    ...row,
    value: amount === undefined && currency === undefined ? null : moneyOf({ amount, currency }, context),
  }));

const CostRow = z
  .strictObject({ category: z.enum(COST_CATEGORIES).default('other'), label: line, ...money })
  .transform(({ category, label, ...typed }, context): Cost => ({ category, label, ...moneyOf(typed, context) }));

const rows = <T extends z.ZodType>(row: T) => z.array(row).max(200).default([]);

/** One form for each table, with the version that its writer saw. */
export const TableForms = {
  commitments: z.strictObject({ version: wholeNumber, commitments: rows(AgreedRow) }),
  gifts: z.strictObject({ version: wholeNumber, gifts: rows(GiftRow) }),
  costs: z.strictObject({ version: wholeNumber, costs: rows(CostRow) }),
} as const;

interface Typed {
  amount: string | undefined;
  currency: string | undefined;
}

function moneyOf({ amount = '', currency = '' }: Partial<Typed>, context: z.RefinementCtx): Money {
  const code = currency.toUpperCase();
  if (!isCurrency(code)) {
    context.addIssue({ code: 'custom', message: 'reports.error.currency', path: ['currency'] });
    return { minor: 0, currency: '' };
  }
  const minor = toMinor(amount, code);
  if (minor === null) context.addIssue({ code: 'custom', message: 'reports.error.amount', path: ['amount'] });
  return { minor: minor ?? 0, currency: code };
}
