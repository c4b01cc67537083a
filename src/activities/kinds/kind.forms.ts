import { z } from 'zod';

/** What narrows the list of a kind; a filter that makes no sense narrows nothing. */
export const KindFilter = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  state: z.string().max(60).optional().catch(undefined),
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type KindFilter = z.output<typeof KindFilter>;

/** The filter as it stands in the address. */
export function kindFilter(query: unknown): KindFilter {
  return KindFilter.parse(Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== '')));
}
