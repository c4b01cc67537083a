import { formatDay, formatDays, formatTime, formatZone } from '../../i18n/format.js';

type DayStyle = Parameters<typeof formatDay>[1];

export function Day({ day, style }: { day: Temporal.PlainDate; style?: DayStyle }) {
  return <time dateTime={day.toString()}>{formatDay(day, style)}</time>;
}

export function Days({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }) {
  return <time dateTime={from.equals(to) ? from.toString() : `${from}/${to}`}>{formatDays(from, to)}</time>;
}

/** The wall clock of a place. */
export function Clock({ time }: { time: Temporal.PlainTime | Temporal.PlainDateTime | Temporal.ZonedDateTime }) {
  return (
    <time class="t" dateTime={formatTime(time)}>
      {formatTime(time)}
    </time>
  );
}

export interface StampProps {
  at: Temporal.Instant;
  /** Zone of the place. */
  zone: string;
  /** Zone of the reader: the second clock is shown where both differ at that instant. */
  readerZone?: string;
  style?: DayStyle;
}

/** A moment: day and time at its place, and at the reader's where the clocks differ. */
export function Stamp({ at, zone, readerZone, style = 'short' }: StampProps) {
  const there = at.toZonedDateTimeISO(zone);
  const here = readerZone ? at.toZonedDateTimeISO(readerZone) : there;
  return (
    <span class="stamp">
      <time dateTime={at.toString()}>
        {formatDay(there.toPlainDate(), style)}, <b class="t">{formatTime(there)}</b>
      </time>
      {here.offsetNanoseconds !== there.offsetNanoseconds && (
        <span class="mute small nb">
          {' '}
          {formatZone(zone)}; {formatTime(here)} {formatZone(readerZone as string)}
        </span>
      )}
    </span>
  );
}
