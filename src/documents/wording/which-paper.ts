import { z } from 'zod';
import { NotFound } from '../../platform/errors.js';
import { documentLanguages } from '../rendering/document-data.js';
import { templateNames } from '../rendering/labels.js';
import { LETTERHEAD } from './wording.rules.js';

const Which = z.object({ template: z.string().max(60), language: z.enum(documentLanguages) });

/** A paper, or what stands on all of them, in one language. */
export type WhichPaper = z.output<typeof Which>;

/** What a path names. @throws NotFound */
export function knownPaper(params: unknown): WhichPaper {
  const which = Which.safeParse(params);
  if (!which.success || ![LETTERHEAD, ...templateNames()].includes(which.data.template)) throw new NotFound();
  return which.data;
}
