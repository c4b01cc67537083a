import { formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Flag } from '../platform/web/components/names.js';
import { List } from '../platform/web/components/list.js';
import { Empty } from '../platform/web/components/section.js';
import { Days } from '../platform/web/components/time.js';
import type { ActivityRow } from './activities.queries.js';
import { CalendarHead } from './calendar-head.pages.js';
import { type CalendarView, MOST_ACTIVITIES } from './calendar-view.js';

export interface CalendarRow extends ActivityRow {
  href: string;
  /** Its state in words. */
  word: string;
  look: string | undefined;
}

/** Three months of activities, one under the other. */
export function CalendarListPage({ view, rows }: { view: CalendarView; rows: CalendarRow[] }) {
  const days = view.from.until(view.to).days + 1;
  return (
    <>
      <CalendarHead
        view={view}
        title={formatDays(view.from, view.to)}
        before={view.from.subtract({ days })}
        after={view.to.add({ days: 1 })}
      />
      <List
        caption={t('activities.calendar.activities')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={t('activities.calendar.nothing')} />}
        columns={[
          {
            label: t('activities.calendar.days'),
            class: 'nb',
            cell: (row) => <Days from={row.starts_on} to={row.ends_on} />,
          },
          {
            label: t('activities.calendar.what'),
            cell: (row) => (
              <a href={row.href} class="strong">
                <bdi>{localized(row.title)}</bdi>
              </a>
            ),
          },
          {
            label: t('activities.calendar.partner'),
            cell: (row) => (
              <>
                <Flag country={row.partner_country} /> {row.partner_name ? localized(row.partner_name) : '–'}
              </>
            ),
          },
          { label: t('activities.calendar.city'), cell: (row) => row.city },
          { label: t('activities.calendar.state'), cell: (row) => row.word },
        ]}
      />
      {rows.length >= MOST_ACTIVITIES && <p class="mute">{t('activities.calendar.only', { count: rows.length })}</p>}
    </>
  );
}
