import { shadeOf, wordsOf } from '../institution/day-shade.rules.js';
import type { TimeSpan } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { formatDays, formatTime, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Flag } from '../platform/web/components/names.js';
import { at } from '../platform/web/positions.js';
import { CalendarHead } from './calendar-head.pages.js';
import { type CalendarView, viewPath } from './calendar-view.js';
import type { TimelinePart, TimelineRow, TimelineSlot } from './timeline.registry.js';

export interface TimelineProps {
  view: CalendarView;
  /** The week, from its Monday. */
  span: TimeSpan;
  parts: TimelinePart[];
  kinds: { id: string; label: string }[];
}

/** The hours that a day of the timeline shows, in minutes. */
const FROM = 480;
const UNTIL = 1350;

export function TimelinePage({ view, span, parts, kinds }: TimelineProps) {
  const days = span.days.map(({ day }) => day);
  const shade = (day: Temporal.PlainDate) => shadeOf(span.of(day));
  return (
    <>
      <CalendarHead
        view={view}
        title={formatDays(view.from, view.to)}
        before={view.from.subtract({ days: 7 })}
        after={view.from.add({ days: 7 })}
        kinds={kinds}
      >
        <span class="key">
          <i class="sit-key" /> {t('institution.day.sitting')}
        </span>{' '}
        <span class="key">
          <i class="hol-key" /> {t('institution.day.abroad')}
        </span>
      </CalendarHead>
      <div class="list-frame" tabIndex={0} role="region" aria-label={t('activities.calendar.title')}>
        <div class="tl">
          <div />
          <div class="tl-days">
            {days.map((day) => (
              <div key={`${day}`} class={shade(day)}>
                <b>
                  {formatWeekday(day, 'short')} {day.day}
                </b>
                {wordsOf(span.of(day)).map((words) => (
                  <small key={words} title={words}>
                    {words}
                  </small>
                ))}
              </div>
            ))}
          </div>
          {parts.map((group) => (
            <>
              <div class="tl-group" key={group.id}>
                <h2 class="side-title">{group.title}</h2>
              </div>
              {group.rows.length === 0 && <p class="tl-name mute">{t('activities.calendar.free')}</p>}
              {group.rows.length === 0 && <div class="tl-row" />}
              {group.rows.map((row) => (
                <Row key={row.id} row={row} days={days} shade={shade} />
              ))}
              {group.total > group.rows.length && (
                <p class="tl-more">
                  <a href={viewPath(view, { rows: group.id, limit: String(Math.max(60, group.rows.length * 2)) })}>
                    {t('activities.calendar.more_rows', { count: group.total - group.rows.length })}
                  </a>
                </p>
              )}
            </>
          ))}
        </div>
      </div>
    </>
  );
}

function Row({
  row,
  days,
  shade,
}: {
  row: TimelineRow;
  days: Temporal.PlainDate[];
  shade: (day: Temporal.PlainDate) => string | undefined;
}) {
  return (
    <>
      <div class="tl-name">
        <bdi>{row.name}</bdi>
        {row.note && <small>{row.note}</small>}
      </div>
      <div class="tl-row">
        {days.map((day) => (
          <span key={`${day}`} class={shade(day)}>
            {row.slots.map((slot) => (
              <Slot key={slot.id} slot={slot} day={day} />
            ))}
          </span>
        ))}
      </div>
    </>
  );
}

/** The part of a slot that falls on a day. */
function Slot({ slot, day }: { slot: TimelineSlot; day: Temporal.PlainDate }) {
  const zone = Current.institution.timeZone;
  const midnight = day.toZonedDateTime(zone).toInstant();
  const minutes = (moment: Temporal.Instant) => midnight.until(moment).total('minutes');
  const a = Math.max(FROM, Math.round(minutes(slot.start)));
  const b = Math.min(UNTIL, Math.round(minutes(slot.end)));
  if (a >= b) return null;
  const hours = `${formatTime(slot.start.toZonedDateTimeISO(zone))}–${formatTime(slot.end.toZonedDateTimeISO(zone))}`;
  const shared = {
    class: ['slot', slot.look].filter(Boolean).join(' '),
    title: `${slot.title}, ${hours}`,
    ...at({ a, b }),
  };
  const content = (
    <span>
      <Flag country={slot.country} /> {slot.title}
    </span>
  );
  return slot.href ? (
    <a href={slot.href} {...shared}>
      {content}
    </a>
  ) : (
    <span {...shared}>{content}</span>
  );
}
