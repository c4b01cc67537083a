import { Current, type LocalizedText } from '../platform/current.js';
import type { Db } from '../platform/database/db.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { DeadlineTrigger } from '../institution/deadlines/deadlines.registry.js';

interface VisitRow {
  id: string;
  title: LocalizedText;
  day: Temporal.PlainDate;
  responsible_id: string | null;
  responsible: string | null;
}

/** Deadlines are counted from the first and the last day of a visit that takes place. */
export const visitTriggers = (db: Db): DeadlineTrigger[] =>
  (
    [
      ['VISIT_START', 'starts_on'],
      ['VISIT_END', 'ends_on'],
    ] as const
  ).map(([code, column]) => ({
    code,
    occurrences: async (from, until) => {
      const rows = await db.rows<VisitRow>(
        `select a.id, a.title, a.${column} as day, a.responsible_id, c.name as responsible from activity a
           left join account c on c.institution_id = a.institution_id and c.id = a.responsible_id
          where a.institution_id = $1 and a.kind = 'reception' and a.${column} between $2 and $3
            and a.state not in ('proposed', 'cleared', 'declined', 'postponed', 'cancelled')`,
        [Current.institutionId, from, until],
      );
      return rows.map((row) => ({
        subjectId: row.id,
        day: row.day,
        about: localized(row.title),
        href: `/${Current.institution.slug}/receptions/${row.id}`,
        responsible: row.responsible_id ? [{ id: row.responsible_id, name: row.responsible ?? '' }] : [],
      }));
    },
  }));
