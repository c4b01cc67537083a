import { Current } from '../../current.js';
import { formatDay, formatWeekday } from '../../i18n/format.js';
import { t } from '../../i18n/translate.js';

/** How a day was found: the days that counted in the order of counting, and the rule. */
export interface Counted {
  dueOn: Temporal.PlainDate;
  counted: readonly Temporal.PlainDate[];
  explanation: {
    from: Temporal.PlainDate;
    amount: number;
    unit: 'calendar' | 'working' | 'sitting' | 'month';
    direction: 'before' | 'after';
    skipped: number;
  };
}

/** Why a day was passed over, by name where it has one: `Orthodox Christmas`. */
export type NoteOfDay = (day: Temporal.PlainDate) => { rests: boolean; name: string | null } | null;

export interface CountedDaysProps {
  deadline: Counted;
  note?: NoteOfDay;
  /** Whether it is still to be done: then it is told how many days are left. */
  isOpen?: boolean;
}

const MOST_MONTHS = 6;

/** A due day with how it came about: in words, and day by day in the months between. */
export function CountedDays({ deadline, note = () => null, isOpen = false }: CountedDaysProps) {
  const { dueOn, explanation } = deadline;
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  const named = passedOver(deadline).flatMap((day) => {
    const name = note(day)?.name;
    return name ? [`${formatDay(day, 'short')}, ${name}`] : [];
  });
  return (
    <>
      <p>
        {countedInWords(deadline)} {isOpen && <DaysLeft today={today} dueOn={dueOn} />}
      </p>
      <Months deadline={deadline} note={note} today={today} />
      {named.length > 0 && explanation.unit !== 'calendar' && (
        <p class="small">{t('platform.counted.closed', { days: named.join('; ') })}</p>
      )}
      <p class="small mute">{t('platform.counted.legend')}</p>
    </>
  );
}

/** `10 working days after 8 March 2027; 4 days were passed over.` */
export function countedInWords({ explanation: { from, amount, unit, direction, skipped } }: Counted): string {
  return t(`platform.counted.${unit}_${direction}`, { days: amount, skipped, from: formatDay(from, 'weekday') });
}

/** The rule alone: `20 sitting days after`. */
export function offsetInWords({ amount, unit, direction }: Omit<Counted['explanation'], 'from' | 'skipped'>): string {
  return t(`platform.counted.rule_${unit}_${direction}`, { days: amount });
}

export function DaysLeft({ today, dueOn }: { today: Temporal.PlainDate; dueOn: Temporal.PlainDate }) {
  const { days } = today.until(dueOn, { largestUnit: 'days' });
  return days < 0 ? (
    <b class="wine">{t('platform.counted.late_by', { days: -days })}</b>
  ) : (
    <>{t('platform.counted.left', { days })}</>
  );
}

/** First and last of the days between, the trigger's own left out. */
function ends({ dueOn, explanation: { from, direction } }: Counted): [Temporal.PlainDate, Temporal.PlainDate] {
  if (dueOn.equals(from)) return [from, from];
  return direction === 'after' ? [from.add({ days: 1 }), dueOn] : [dueOn, from.subtract({ days: 1 })];
}

function passedOver(deadline: Counted): Temporal.PlainDate[] {
  const counted = new Set(deadline.counted.map(String));
  const [first, last] = ends(deadline);
  const length = first.until(last, { largestUnit: 'days' }).days + 1;
  return Array.from({ length }, (_, n) => first.add({ days: n })).filter((day) => !counted.has(`${day}`));
}

interface MonthsProps {
  deadline: Counted;
  note: NoteOfDay;
  today: Temporal.PlainDate;
}

function Months({ deadline, note, today }: MonthsProps) {
  const numbers = new Map(deadline.counted.map((day, n) => [`${day}`, n + 1]));
  const [first, last] = ends(deadline);
  const shown = [...deadline.counted, deadline.dueOn];
  const columns = shown.some((day) => day.dayOfWeek > 5) ? 7 : 5;
  const count = (last.year - first.year) * 12 + last.month - first.month + 1;
  const months = Array.from({ length: count }, (_, n) => first.with({ day: 1 }).add({ months: n }));
  // Of a long time its beginning and its end say how it was counted.
  const drawn = count > MOST_MONTHS ? [...months.slice(0, 2), ...months.slice(-2)] : months;
  return (
    <>
      {drawn.map((month) => (
        <table key={`${month}`} class="cal">
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
            {weeksOf(month, first, last).map((week) => (
              <tr key={`${week}`}>
                {Array.from({ length: columns }, (_, n) => (
                  <Cell
                    key={n}
                    day={week.add({ days: n })}
                    dueOn={deadline.dueOn}
                    {...{ month, numbers, note, today }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

interface CellProps {
  day: Temporal.PlainDate;
  month: Temporal.PlainDate;
  numbers: ReadonlyMap<string, number>;
  dueOn: Temporal.PlainDate;
  note: NoteOfDay;
  today: Temporal.PlainDate;
}

function Cell({ day, month, numbers, dueOn, note, today }: CellProps) {
  if (day.month !== month.month) return <td />;
  const number = numbers.get(`${day}`);
  const facts = note(day);
  const looks = [
    day.equals(dueOn) ? 'dueday' : number && 'c',
    !number && facts?.rests && 'h',
    day.equals(today) && 'today',
  ];
  return (
    <td class={looks.filter(Boolean).join(' ') || undefined} title={facts?.name ?? undefined}>
      {number && <b>{number}</b>}
      {day.day}
    </td>
  );
}

const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });

/** Mondays of the weeks of a month that lie between the first and the last day. */
function weeksOf(month: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b);
  const start = monday(later(month, first));
  const lastOfMonth = month.with({ day: month.daysInMonth });
  const end = Temporal.PlainDate.compare(lastOfMonth, last) < 0 ? lastOfMonth : last;
  const weeks = Math.floor(start.until(end, { largestUnit: 'days' }).days / 7) + 1;
  return Array.from({ length: Math.max(0, weeks) }, (_, n) => start.add({ weeks: n }));
}
