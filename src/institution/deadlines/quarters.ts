import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import type { DeadlineTrigger, Occurrence } from './deadlines.registry.js';

/** Ends of quarters and years, and the first day of the year: what the calendar itself brings. */
export const CALENDAR_TRIGGERS: readonly DeadlineTrigger[] = [
  trigger('QUARTER_END', [3, 6, 9, 12], 'last'),
  trigger('YEAR_END', [12], 'last'),
  trigger('YEAR_START', [1], 'first'),
];

function trigger(code: string, months: readonly number[], which: 'first' | 'last'): DeadlineTrigger {
  return {
    code,
    occurrences: (from, until) => {
      const found: Occurrence[] = [];
      for (let year = from.year; year <= until.year; year += 1)
        for (const month of months) {
          const first = Temporal.PlainDate.from({ year, month, day: 1 });
          const day = which === 'first' ? first : first.with({ day: first.daysInMonth });
          const { compare } = Temporal.PlainDate;
          if (compare(day, from) < 0 || compare(day, until) > 0) continue;
          found.push({
            subjectId: `${code}-${day}`,
            day,
            about: t(`institution.about.${code}`, { year: String(year), quarter: month / 3 }),
            href: `/${Current.institution.slug}/deadlines`,
            responsible: [],
          });
        }
      return Promise.resolve(found);
    },
  };
}
