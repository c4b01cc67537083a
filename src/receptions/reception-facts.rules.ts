import type { FixedFact } from '../activities/activity-version.entity.js';
import type { ReceptionRow } from './receptions.queries.js';

/** What the approval of a visit fixes; its programme has editions of its own. */
export function factsOf(row: ReceptionRow): FixedFact[] {
  return [
    { key: 'receptions.name', texts: row.title },
    { key: 'receptions.category_label', chosen: `receptions.category.${row.category}` },
    { key: 'receptions.when', days: [row.starts_on.toString(), row.ends_on.toString()] },
    { key: 'receptions.city', text: row.city },
    { key: 'receptions.basis', text: row.basis },
    { key: 'receptions.purpose', text: row.purpose },
    { key: 'receptions.topics', list: row.topics },
  ];
}
