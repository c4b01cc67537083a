import { z } from 'zod';
import { Current } from '../../platform/current.js';
import type { ListedItem } from './due-list.service.js';

/** What narrows the list of what falls due, on the page, in the file and by the API. */
export const DueFilter = z.object({
  whose: z.enum(['all', 'mine']).optional().catch(undefined),
  when: z.enum(['late', 'week', 'month']).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
});

export function fits(item: ListedItem, { when, q }: Pick<z.output<typeof DueFilter>, 'when' | 'q'>): boolean {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  const days = { late: -1, week: 7, month: 31 };
  if (when && (!item.dueOn || today.until(item.dueOn, { largestUnit: 'days' }).days > days[when])) return false;
  const words = [item.what, item.about, ...item.responsible.map(({ name }) => name)].join(' ').toLocaleLowerCase();
  return !q || words.includes(q.toLocaleLowerCase());
}
