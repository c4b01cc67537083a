import { shadeOf, wordsOf } from '../institution/day-shade.rules.js';
import type { DayFacts } from '../institution/institution-time.service.js';
import { formatDay, formatTime, formatZone } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { withQuery } from '../platform/web/components/list.js';
import { Text } from '../platform/web/components/names.js';
import { type Audience as Marked, Marks } from '../platform/web/components/state.js';
import { at } from '../platform/web/positions.js';
import { conflictSentences } from './conflicts/conflict.sentences.js';
import { type Box, dayColumns, spanOf } from './day-columns.rules.js';
import type { ItemType } from './programme-item.entity.js';
import { elsewhere, minuteOfRide, RideMark, ridesOn } from './programme-marks.pages.js';
import type { Board } from './programme-board.queries.js';
import { isBlocked, type Line } from './programme-lines.queries.js';

const SCALE_STEP = 1.25;

/** Days as columns, a line where its minute puts it. */
export function Days({ board, base, chosen }: { board: Board; base: string; chosen: string | null }) {
  const { activity } = board;
  const columns = dayColumns(board.lines, activity.days, activity.timeZone);
  const rides = columns.map(({ day }) => ridesOn(day, board.rides, activity.timeZone));
  const span = spanOf(columns, rides.flat().map(minuteOfRide));
  const asked = Number(new URLSearchParams(withQuery({}).split('?')[1]).get('scale'));
  const scale = asked >= 0.8 && asked <= 4 ? asked : span.scale;
  const zoom = (by: number) =>
    withQuery({ scale: String(Math.round(Math.min(4, Math.max(0.8, scale * by)) * 100) / 100) });
  return (
    <div class="days" {...at({ n: columns.length, from: span.from, until: span.until, minute: `${scale}px` })}>
      <div class="day-head zoom">
        <a href={zoom(1 / SCALE_STEP)} aria-label={t('programme.zoom.less')}>
          −
        </a>
        <a href={zoom(SCALE_STEP)} aria-label={t('programme.zoom.more')}>
          +
        </a>
      </div>
      {columns.map(({ day, boxes }) => (
        <DayHead
          key={day.toString()}
          day={day}
          facts={board.days.find((one) => one.day.equals(day)) ?? null}
          blocked={boxes.filter(({ line, continued }) => !continued && isBlocked(line)).length}
        />
      ))}
      <Axis day={activity.startsOn} zone={activity.timeZone} partner={activity.partnerTimeZone} span={span} />
      {columns.map(({ day, boxes }, n) => (
        <div
          key={day.toString()}
          class="track"
          data-programme-target="track"
          data-day={day.toString()}
          data-action="dragover->programme#over drop->programme#drop dragleave->programme#leave dblclick->programme#create"
        >
          {rides[n]!.map((ride) => (
            <RideMark key={`${ride.kind}-${ride.at.toString()}-${ride.number}`} ride={ride} />
          ))}
          {boxes.map((box) => (
            <LineBox
              key={box.line.id}
              box={box}
              board={board}
              base={base}
              scale={scale}
              chosen={chosen === box.line.id}
            />
          ))}
          {boxes
            .filter(({ continued }) => !continued)
            .flatMap(({ line }) => elsewhere(line, board, day))
            .map((busy) => (
              <span key={`${busy.a}-${busy.words}`} class="busy" {...at({ a: busy.a, b: busy.b })}>
                {busy.words}
              </span>
            ))}
          {board.mayEdit && (
            <a
              class="add-line"
              href={`${base}?new=1&day=${day.toString()}`}
              data-turbo-frame="inspector"
              data-turbo-action="advance"
            >
              <span aria-hidden="true">+</span> {t('programme.new.line')}
              <span class="vh">, {dayName(day)}</span>
            </a>
          )}
        </div>
      ))}
    </div>
  );
}

function DayHead({ day, facts, blocked }: { day: Temporal.PlainDate; facts: DayFacts | null; blocked: number }) {
  const words = wordsOf(facts);
  return (
    <div class={['day-head', shadeOf(facts)].filter(Boolean).join(' ')}>
      <h2>{dayName(day)}</h2>
      {words.length > 0 && <p class="small">{words.join(' · ')}</p>}
      <p>{blocked > 0 && <span class="wine strong">{t('programme.conflicts', { count: blocked })}</span>}</p>
    </div>
  );
}

/** Hours of the place, and under them the partner's where the clocks differ. */
function Axis(props: {
  day: Temporal.PlainDate;
  zone: string;
  partner: string | null;
  span: { from: number; until: number };
}) {
  const { day, zone, partner, span } = props;
  const first = Math.ceil(span.from / 60);
  const hours = Array.from(
    { length: Math.max(0, Math.floor(span.until / 60) - first + 1) },
    (_, n) => first + n,
  ).filter((hour) => hour < 24);
  return (
    <div class="axis" aria-hidden="true">
      {hours.map((hour) => {
        const here = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) });
        const there = partner ? here.withTimeZone(partner) : here;
        return (
          <span key={hour} {...at({ m: hour * 60 })}>
            {formatTime(here)}
            {partner && there.offsetNanoseconds !== here.offsetNanoseconds && (
              <em>
                {there.minute === 0 ? String(there.hour).padStart(2, '0') : formatTime(there)} {formatZone(partner)}
              </em>
            )}
          </span>
        );
      })}
    </div>
  );
}

const FULL_TIME_FROM = 30;

function LineBox({
  box,
  board,
  base,
  scale,
  chosen,
}: {
  box: Box<Line>;
  board: Board;
  base: string;
  scale: number;
  chosen: boolean;
}) {
  const { line } = box;
  const height = (box.b - box.a) * scale;
  const narrow = box.start > 0 || box.end > 0;
  const oneRow = height < 34;
  const from = line.starts_at.toZonedDateTimeISO(board.activity.timeZone);
  const until = line.ends_at.toZonedDateTimeISO(board.activity.timeZone);
  const blocked = isBlocked(line);
  const why = line.conflicts[0];
  const isLong = box.b - box.a >= FULL_TIME_FROM && !narrow;
  const classes = [
    'line',
    lookOf(line.type),
    line.track && 'spouse',
    narrow && 'lane',
    line.change && 'changed',
    blocked && 'clash',
    chosen && 'chosen',
    line.cancelled && 'off',
    line.execution && `was-${line.execution}`,
    line.confidential && 'shut-line',
    oneRow && 'short',
  ];
  const place = localized(line.venue_name);
  const was = wasWords(line);
  return (
    <a
      class={classes.filter(Boolean).join(' ')}
      href={`${base}?line=${line.id}`}
      id={box.continued ? undefined : `line-${line.id}`}
      aria-current={chosen ? 'true' : undefined}
      data-turbo-frame="inspector"
      data-turbo-action="advance"
      {...at({ a: box.a, b: box.b, s: `${box.start}%`, e: `${box.end}%` })}
      {...(board.mayEdit && !line.cancelled && !box.continued
        ? {
            draggable: true,
            'data-programme-target': 'line',
            'data-item': line.id,
            'data-start': line.starts_at_local.toString({ smallestUnit: 'minute' }),
            'data-minutes': line.starts_at.until(line.ends_at).total('minutes'),
            'data-version': line.version,
            'data-action':
              'dragstart->programme#lift dragend->programme#rest keydown->programme#key click->programme#choose',
          }
        : {})}
    >
      <p class={oneRow ? 'one' : height > 70 || narrow ? 'wrap head' : 'head'}>
        <span class="t">
          {formatTime(from)}
          {isLong && `–${formatTime(until)}`}
        </span>{' '}
        <b>
          <Text of={line.title} />
        </b>
        {oneRow && place && <span class="where"> · {place}</span>}
        {line.cancelled && <span class="vh"> ({t('programme.cancelled')})</span>}
      </p>
      {oneRow && (blocked || was) && (
        <span class="vh">{blocked && why ? conflictSentences(line.conflicts, board.activity.timeZone)[0] : was}</span>
      )}
      {!oneRow && (
        <>
          {(place || (was && !blocked)) && (
            <p>
              {[place, crowd(line)].filter(Boolean).join(' · ')}
              {was && height < 60 && <span class="was"> {was}</span>}
            </p>
          )}
          {blocked && why && <p class="why">{conflictSentences(line.conflicts, board.activity.timeZone)[0]}</p>}
          {!blocked && height > 62 && line.interpreters.length > 0 && (
            <p>
              {line.interpreters[0]!.pair.toUpperCase().replace('-', '–')}:{' '}
              {line.interpreters.map(({ name }) => name).join(', ')}
            </p>
          )}
          {!blocked && height > 90 && line.dress && <p>{line.dress}</p>}
          {was && height >= 60 && <p class="was">{was}</p>}
          {height > 44 && <Marks audience={line.audiences.filter(isMarked)} />}
        </>
      )}
      {board.mayEdit && !line.cancelled && !box.continued && (
        <span
          class="stretch"
          aria-hidden="true"
          title={t('programme.drag.stretch')}
          data-action="pointerdown->programme#stretch click->programme#nothing"
        />
      )}
    </a>
  );
}

function crowd(line: Line): string {
  const guests = line.participants.filter(({ side }) => side === 'guest').length;
  const hosts = line.participants.length - guests;
  return guests > 0 && hosts > 0 ? `${hosts} + ${guests}` : '';
}

/** What the edition that stands says instead: "was 19:00–20:30", "was Winter Garden", "new". */
export function wasWords(line: Line): string {
  const { change } = line;
  if (!change) return '';
  if (change.kind === 'added') return t('programme.was_new');
  const before = change.before!;
  const words: string[] = [];
  if (change.fields.includes('start') || change.fields.includes('end')) {
    const sameDay = before.start.slice(0, 10) === line.starts_at_local.toPlainDate().toString();
    const day = sameDay ? '' : `${shortDay(Temporal.PlainDate.from(before.start.slice(0, 10)))}, `;
    const onlyStart =
      before.start.slice(11) !== line.starts_at_local.toPlainTime().toString({ smallestUnit: 'minute' }) &&
      !change.fields.includes('end');
    words.push(`${day}${before.start.slice(11, 16)}${onlyStart ? '' : `–${before.end.slice(11, 16)}`}`);
  }
  if (change.fields.includes('venueId') && before.venueName) words.push(localized(before.venueName));
  if (change.fields.includes('title') && words.length === 0) words.push(`“${localized(before.title)}”`);
  if (words.length > 0) return t('programme.was', { what: words.join(', ') });
  return change.fields.includes('cancelled') ? '' : '';
}

function lookOf(type: ItemType): string | null {
  if (type === 'transfer') return 'move';
  if (type === 'honours' || type === 'wreath' || type === 'signing') return 'hon';
  if (type === 'meal' || type === 'reception') return 'meal';
  return type === 'free' ? 'free' : null;
}

const isMarked = (audience: string): audience is Marked => ['guest', 'working', 'pocket', 'spouse'].includes(audience);

/** `Tuesday, 9 March`. */
export function dayName(day: Temporal.PlainDate): string {
  return formatDay(day, 'yearless');
}

/** `Tue 9`. */
export function shortDay(day: Temporal.PlainDate): string {
  return formatDay(day, 'column');
}
