import type { z } from 'zod';
import type { DomainError } from '../errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../http/reply.js';
import { brokenRule, type FormState, readForm } from './forms.js';
import { flash } from './visit.js';

export interface TakenForm<S extends z.ZodType> {
  schema: S;
  body: unknown;
  /** The page again, with what was typed and what is wrong with it. */
  again: (form: FormState) => Promise<string>;
  /** Does what the form asks. @returns where to go on */
  take: (data: z.output<S>) => Promise<string>;
  /** Key of what is said then; absent where `take` says it itself. */
  done?: string;
}

/** A form that was posted: done, and on to a page that may be reloaded; or drawn again beside its errors. @throws what no field is to blame for */
export async function takeForm<S extends z.ZodType>({
  schema,
  body,
  again,
  take,
  done,
}: TakenForm<S>): Promise<SeeOther | Unprocessable> {
  const form = readForm(schema, body);
  if (!form.ok) return unprocessable(await again(form));
  let next: string;
  try {
    next = await take(form.data);
  } catch (error) {
    return unprocessable(await again(brokenRule(form, error)), (error as DomainError).status);
  }
  if (done) flash(done);
  return seeOther(next);
}
