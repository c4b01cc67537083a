import { shadeOf, wordsOf } from '../institution/day-shade.rules.js';
import type { TimeSpan } from '../institution/institution-time.service.js';
import { formatDay, formatWeekday } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Flag } from '../platform/web/components/names.js';
import { CalendarHead } from './calendar-head.pages.js';
import type { CalendarRow } from './calendar-list.pages.js';
import { type CalendarView, viewPath } from './calendar-view.js';
import { lanesOf } from './month-lanes.js';

/** As many as a cell shows before it says how many more there are. */
const LANES = 4;

/** A month in weeks: each activity is a bar over its days. */
export function CalendarMonthPage({
  view,
  span,
  rows,
  planned,
}: {
  view: CalendarView;
  span: TimeSpan;
  rows: CalendarRow[];
  /** What the reader may propose on empty days. */
  planned: { path: string; label: string }[];
}) {
  const weeks = Array.from({ length: (view.from.until(view.to).days + 1) / 7 }, (_, n) => view.from.add({ weeks: n }));
  return (
    <>
      <CalendarHead
        view={view}
        title={formatDay(view.shown, 'month')}
        before={view.shown.subtract({ months: 1 })}
        after={view.shown.add({ months: 1 })}
      />
      <div
        class="list-frame"
        tabIndex={0}
        role="region"
        aria-label={t('activities.calendar.title')}
        {...(planned.length > 0 && {
          'data-controller': 'month',
          'data-action': 'pointerdown->month#begin pointermove->month#over pointerup->month#choose keydown->month#key',
        })}
      >
        {planned.length > 0 && (
          <div class="month-new" popover="auto" data-month-target="menu">
            <p data-month-target="days" />
            {planned.map(({ path, label }) => (
              <a key={path} data-month-target="link" href={path}>
                {label}
              </a>
            ))}
          </div>
        )}
        <div class="month">
          <div class="month-week month-head">
            {Array.from({ length: 7 }, (_, n) => (
              <span key={n}>{formatWeekday(view.from.add({ days: n }), 'short')}</span>
            ))}
          </div>
          {weeks.map((monday) => (
            <Week key={`${monday}`} {...{ monday, view, span, rows }} />
          ))}
        </div>
      </div>
    </>
  );
}

function Week({
  monday,
  view,
  span,
  rows,
}: {
  monday: Temporal.PlainDate;
  view: CalendarView;
  span: TimeSpan;
  rows: CalendarRow[];
}) {
  const { bars, hidden } = lanesOf(rows, monday, LANES);
  return (
    <div class="month-week">
      {Array.from({ length: 7 }, (_, n) => monday.add({ days: n })).map((day, n) => {
        const words = wordsOf(span.of(day)).join(', ');
        return (
          <div
            key={`${day}`}
            class={['month-day', `c${n + 1}`, day.month !== view.shown.month && 'other', shadeOf(span.of(day))]
              .filter(Boolean)
              .join(' ')}
            title={words || undefined}
            data-day={`${day}`}
          >
            <a href={viewPath({ ...view, name: 'week', shown: day })}>{day.day}</a>
            {hidden[n]! > 0 ? (
              <a class="month-more" href={viewPath({ ...view, name: 'week', shown: day })}>
                {t('activities.calendar.more', { count: hidden[n]! })}
              </a>
            ) : (
              words && <small>{words}</small>
            )}
          </div>
        );
      })}
      {bars.map(({ row, from, days, lane }) => (
        <a
          key={row.id}
          href={row.href}
          class={`month-bar c${from + 1} s${days} l${lane + 1} ${row.look ?? ''}`}
          title={`${localized(row.title)}, ${row.word}`}
        >
          <Flag country={row.partner_country} /> <bdi>{localized(row.title)}</bdi>
        </a>
      ))}
    </div>
  );
}
