import type { ComponentChildren } from 'preact';
import { wordsOf } from '../institution/day-shade.rules.js';
import type { TimeSpan } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { formatDay, formatTime, formatWeekday, formatZone } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, Section } from '../platform/web/components/section.js';
import { at } from '../platform/web/positions.js';
import type { ActivityRow } from './activities.queries.js';
import type { ActivityKinds } from './activity-kinds.registry.js';
import { layOut, RIBBON_DAYS } from './fortnight.js';
import type { Waiting } from './waiting.registry.js';

export interface DrawnPanel {
  id: string;
  title: string;
  aside?: string | undefined;
  place: 'beside' | 'below';
  content: ComponentChildren;
}

export interface TodayProps {
  now: Temporal.Instant;
  today: Temporal.PlainDate;
  activities: ActivityRow[];
  days: TimeSpan;
  waiting: Waiting[];
  panels: DrawnPanel[];
  kinds: ActivityKinds;
}

const MOST_CLOCKS = 4;

/** What, when, with whom, what next: the fortnight, what waits, who comes and goes. */
export function TodayPage({ now, today, activities, days, waiting, panels, kinds }: TodayProps) {
  const panel = (one: DrawnPanel) => (
    <Section key={one.id} title={one.title} aside={one.aside}>
      {one.content}
    </Section>
  );
  const urgent = waiting.filter(({ isUrgent }) => isUrgent).length;
  return (
    <>
      <div class="today-head">
        <h1>{formatDay(today, 'weekday')}</h1>
        <p class="zones">
          {zonesOf(activities).map((zone) => (
            <span key={zone}>
              <b class="t">{formatTime(now.toZonedDateTimeISO(zone))}</b> {formatZone(zone)}
            </span>
          ))}
        </p>
      </div>
      <Fortnight {...{ today, activities, days, waiting, kinds }} />
      <div class="cols">
        <div class="stack">
          <Section
            title={t('activities.today.waits')}
            aside={waiting.length > 0 ? t('activities.today.count', { count: waiting.length, urgent }) : undefined}
          >
            {waiting.length > 0 ? (
              <WaitingList waiting={waiting} />
            ) : (
              <Empty title={t('activities.today.nothing')}>{t('activities.today.nothing_hint')}</Empty>
            )}
          </Section>
          {panels.filter(({ place }) => place === 'below').map(panel)}
        </div>
        <div class="stack">{panels.filter(({ place }) => place === 'beside').map(panel)}</div>
      </div>
    </>
  );
}

function WaitingList({ waiting }: { waiting: Waiting[] }) {
  return (
    <ul class="wait">
      {waiting.map((one, n) => (
        <li key={one.id}>
          <p class="kind">
            <b class={one.isUrgent ? 'wine' : undefined}>{one.label}</b>
            {one.note}
          </p>
          <div>
            <p class="what">
              <a href={one.href}>{one.what}</a>
            </p>
            <p class="why">{one.why}</p>
          </div>
          <Button href={one.href} primary={n === 0} label={`${one.verb}: ${one.what}`}>
            {one.verb}
          </Button>
        </li>
      ))}
    </ul>
  );
}

type RibbonProps = Pick<TodayProps, 'today' | 'activities' | 'days' | 'waiting' | 'kinds'>;

function Fortnight({ today, activities, days, waiting, kinds }: RibbonProps) {
  const bars = layOut(activities, today);
  const lanes = Math.max(0, ...bars.map(({ lane }) => lane));
  const due = waiting.filter(
    ({ isUrgent, dueOn }) => isUrgent && Temporal.PlainDate.compare(dueOn, today.add({ days: RIBBON_DAYS })) < 0,
  );
  return (
    <section aria-label={t('activities.today.fortnight')}>
      <div class="fortnight" tabIndex={0}>
        {days.days.map((facts, n) => {
          const { day } = facts;
          return (
            <div
              key={n}
              class={['day', n === 0 && 'now', !facts.isWorking && 'rest'].filter(Boolean).join(' ')}
              {...at({ col: String(n + 1) })}
            >
              <b>{day.day}</b>
              {formatWeekday(day, 'short')}
              {wordsOf(facts)
                .slice(0, 2)
                .map((words) => (
                  <small key={words} title={words}>
                    {words}
                  </small>
                ))}
            </div>
          );
        })}
        <div class="head" {...at({ col: '1', row: '1' })} />
        {bars.map(({ of, from, until, lane }) => (
          <a
            key={of.id}
            href={`/${Current.institution.slug}/${kinds.of(of.kind).path}/${of.id}`}
            class={['bar', kinds.of(of.kind).look, !kinds.of(of.kind).isCertain(of.state) && 'maybe']
              .filter(Boolean)
              .join(' ')}
            title={localized(of.title)}
            {...at({ col: `${from}/${until + 1}`, row: String(lane + 1) })}
          >
            <Flag country={of.partner_country} /> <Text of={of.title} />
          </a>
        ))}
        {due.slice(0, 6).map((one) => {
          const column = Math.min(RIBBON_DAYS - 1, Math.max(1, today.until(one.dueOn).days + 1));
          return (
            <a
              key={one.id}
              href={one.href}
              class="due late"
              {...at({ col: `${column}/${column + 2}`, row: String(lanes + 2) })}
            >
              {one.label}: {one.note}
            </a>
          );
        })}
      </div>
    </section>
  );
}

/** Our clock first, then those of the partners whose clocks differ from it. */
function zonesOf(activities: readonly ActivityRow[]): string[] {
  const ours = Current.institution.timeZone;
  const theirs = activities
    .flatMap(({ partner_time_zone, time_zone }) => [partner_time_zone, time_zone])
    .filter((zone) => zone !== null);
  return [...new Set([ours, ...theirs])].slice(0, MOST_CLOCKS);
}
