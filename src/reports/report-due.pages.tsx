import { Current } from '../platform/current.js';
import { formatDay, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import type { Deadline } from './report-prefill.queries.js';

const MOST_MONTHS = 6;

/** When the report is due and how that was counted, day by day. */
export function ReportDue({
  deadline,
  lastDay,
  isOpen,
}: {
  deadline: Deadline;
  lastDay: Temporal.PlainDate;
  isOpen: boolean;
}) {
  const { dueOn, explanation } = deadline;
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return (
    <aside class="report-due" aria-label={t('reports.page.calendar')}>
      <div class="sec">
        <h2>{dueOn ? t('reports.page.due_title', { day: formatDay(dueOn, 'weekday') }) : t('reports.page.no_due')}</h2>
      </div>
      {dueOn && explanation ? (
        <>
          <p>
            {t(`reports.page.counted_${explanation.kind}`, {
              days: explanation.days,
              skipped: explanation.skipped,
              from: formatDay(explanation.from, 'weekday'),
            })}{' '}
            {isOpen && <Left today={today} dueOn={dueOn} />}
          </p>
          <Months deadline={deadline} from={explanation.from} dueOn={dueOn} today={today} />
          <p class="small mute">{t('reports.page.legend')}</p>
        </>
      ) : (
        <p>{t('reports.page.no_sittings')}</p>
      )}
      <dl class="sum small">
        <dt>{t('reports.page.last_day')}</dt>
        <dd>{formatDay(lastDay, 'short')}</dd>
        {explanation && (
          <>
            <dt>{t('reports.page.rule')}</dt>
            <dd>{t(`reports.page.rule_${explanation.kind}`, { days: explanation.days })}</dd>
          </>
        )}
      </dl>
    </aside>
  );
}

function Left({ today, dueOn }: { today: Temporal.PlainDate; dueOn: Temporal.PlainDate }) {
  const { days } = today.until(dueOn);
  return days < 0 ? (
    <b class="wine">{t('reports.page.late_by', { days: -days })}</b>
  ) : (
    <>{t('reports.page.left', { days })}</>
  );
}

interface MonthsProps {
  deadline: Deadline;
  from: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  today: Temporal.PlainDate;
}

function Months({ deadline, from, dueOn, today }: MonthsProps) {
  const numbers = new Map(deadline.counted.map((day, n) => [day.toString(), n + 1]));
  const columns = [...numbers.keys()].some((day) => Temporal.PlainDate.from(day).dayOfWeek > 5) ? 7 : 5;
  const first = from.add({ days: 1 });
  const count = (dueOn.year - first.year) * 12 + dueOn.month - first.month + 1;
  const months = Array.from({ length: Math.min(count, MOST_MONTHS) }, (_, n) =>
    first.with({ day: 1 }).add({ months: n }),
  );
  return (
    <>
      {months.map((month) => (
        <table key={month.toString()} class="cal">
          <caption>
            <span class="serif">{formatDay(month, 'month')}</span>
          </caption>
          <thead>
            <tr>
              {Array.from({ length: columns }, (_, n) => (
                <th key={n} scope="col">
                  {formatWeekday(monday(month).add({ days: n }), 'short')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month, first, dueOn).map((week) => (
              <tr key={week.toString()}>
                {Array.from({ length: columns }, (_, n) => (
                  <Cell key={n} day={week.add({ days: n })} {...{ month, numbers, dueOn, today }} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

interface CellProps extends Omit<MonthsProps, 'deadline' | 'from'> {
  day: Temporal.PlainDate;
  month: Temporal.PlainDate;
  numbers: ReadonlyMap<string, number>;
}

function Cell({ day, month, numbers, dueOn, today }: CellProps) {
  if (day.month !== month.month) return <td />;
  const number = numbers.get(day.toString());
  const looks = [day.equals(dueOn) ? 'dueday' : number && 'c', day.equals(today) && 'today'].filter(Boolean).join(' ');
  return (
    <td class={looks || undefined}>
      {number && <b>{number}</b>}
      {day.day}
    </td>
  );
}

const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });

/** Mondays of the weeks of a month that lie between the first counted day and the due day. */
function weeksOf(
  month: Temporal.PlainDate,
  first: Temporal.PlainDate,
  dueOn: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b);
  const start = monday(later(month, first));
  const lastOfMonth = month.with({ day: month.daysInMonth });
  const end = Temporal.PlainDate.compare(lastOfMonth, dueOn) < 0 ? lastOfMonth : dueOn;
  const weeks = Math.floor(start.until(end).days / 7) + 1;
  return Array.from({ length: weeks }, (_, n) => start.add({ weeks: n }));
}
