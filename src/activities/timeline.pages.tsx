import { shadeOf, wordsOf } from '../institution/day-shade.rules.js';
import type { TimeSpan } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { formatDays, formatTime, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Flag } from '../platform/web/components/names.js';
import { at } from '../platform/web/positions.js';
import { CalendarHead } from './calendar-head.pages.js';
import { type CalendarView, viewPath } from './calendar-view.js';
import { minutesOn, wallClock } from './timeline.rules.js';
import type { SlotMove, TimelinePart, TimelineRow, TimelineSlot } from './timeline.registry.js';

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
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone).toString();
  const days = span.days.map((facts): DrawnDay => ({ day: facts.day, key: `${facts.day}`, shade: shadeOf(facts) }));
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
      <div
        class="list-frame"
        tabIndex={0}
        role="region"
        aria-label={t('activities.calendar.title')}
        data-controller="timeline"
        data-timeline-clear-value={t('activities.calendar.clear')}
        data-timeline-from-value={FROM}
        data-timeline-until-value={UNTIL}
      >
        <form method="post" data-timeline-target="sender" hidden>
          <input name="start" />
          <input name="version" />
          <input name="back" value="calendar" />
        </form>
        <div class={isBusyWeekend(parts, view.from) ? 'tl seven' : 'tl'}>
          <div />
          <div class="tl-days">
            {days.map(({ day, key, shade }) => (
              <div key={key} class={shade} aria-current={key === today ? 'date' : undefined}>
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
                <Row key={row.id} row={row} days={days} />
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

/** Whether somebody is taken on Saturday or Sunday: then these days need the room of the others. */
function isBusyWeekend(parts: readonly TimelinePart[], monday: Temporal.PlainDate): boolean {
  const saturday = monday.add({ days: 5 }).toZonedDateTime(Current.institution.timeZone).epochMilliseconds;
  return parts.some(({ rows }) => rows.some(({ slots }) => slots.some(({ end }) => end.epochMilliseconds > saturday)));
}

/** A day with what its column asks again in every row. */
interface DrawnDay {
  day: Temporal.PlainDate;
  key: string;
  shade: string | undefined;
}

function Row({ row, days }: { row: TimelineRow; days: readonly DrawnDay[] }) {
  const zone = Current.institution.timeZone;
  const slots = row.slots.map((slot) => ({
    slot,
    from: wallClock(slot.start, zone),
    until: wallClock(slot.end, zone),
    hours: [slot.start, slot.end].map((moment) => formatTime(moment.toZonedDateTimeISO(zone))).join('–'),
  }));
  return (
    <>
      <div class="tl-name">
        <bdi>{row.name}</bdi>
        {row.note && <small>{row.note}</small>}
      </div>
      <div class="tl-row">
        {days.map(({ key, shade }) => (
          <span key={key} class={shade} data-day={key}>
            {slots.map(({ slot, from, until, hours }) => {
              const a = Math.max(FROM, minutesOn(key, from));
              const b = Math.min(UNTIL, minutesOn(key, until));
              return a < b && <Slot key={slot.id} slot={slot} hours={hours} day={key} a={a} b={b} />;
            })}
          </span>
        ))}
      </div>
    </>
  );
}

/** The part of a slot that falls on a day: from minute `a` to minute `b` of it. */
function Slot({ slot, hours, day, a, b }: { slot: TimelineSlot; hours: string; day: string; a: number; b: number }) {
  const shared = {
    class: ['slot', slot.look].filter(Boolean).join(' '),
    title: `${slot.title}, ${hours}`,
    ...at({ a, b }),
    ...(slot.move && dragged(slot.move, day, a)),
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

/** What the hand that moves a slot must know: its own time, and where it is drawn. */
function dragged({ start, minutes, version, ask, send }: SlotMove, day: string, minute: number) {
  return {
    'data-timeline-target': 'slot',
    'data-action': 'pointerdown->timeline#grip dragstart->timeline#nothing click->timeline#click',
    'data-start': start.toString({ smallestUnit: 'minute' }),
    'data-minutes': minutes,
    'data-version': version,
    'data-ask': ask,
    'data-send': send,
    'data-day': day,
    'data-minute': minute,
  };
}
