import { z } from 'zod';
import { day, ticked, wholeNumber } from '../platform/web/form-values.js';
import { type Mark, OUTCOMES, type Proposal } from './report-facts.entity.js';

export const SectionForm = z.strictObject({
  content: z.string().max(60_000).default(''),
  /** ProseMirror JSON, as the editor sends it. */
  doc: z.string().max(400_000).optional(),
  version: wholeNumber,
});
export const ReturnForm = z.strictObject({ reason: z.string().max(2000).default('') });

const ProposalRow = z
  .strictObject({
    text: z.string({ error: 'reports.error.text' }).max(1000),
    responsible: z.string().max(300).default(''),
    due: z.iso.date().optional(),
  })
  .transform(({ due, ...row }): Proposal => ({ ...row, due: due ?? null }));

/** One form for each table, with the version that its writer saw. */
export const TableForms = {
  proposals: z.strictObject({ version: wholeNumber, proposals: z.array(ProposalRow).max(200).default([]) }),
} as const;

export const TablingForm = z.strictObject({ tabledBy: z.string().trim().max(300).default(''), tabledOn: day });
export const KeepBackForm = z.strictObject({ isConfidential: ticked });

const words = z.string().trim().max(1000).optional();
export const MarkForm = z
  .strictObject({ outcome: z.enum(OUTCOMES), note: words, met: words })
  .transform(({ outcome, note, met }): Mark => ({ outcome, note: note ?? null, met: met ?? null }));
