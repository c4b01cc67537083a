import { formatTime, formatZone } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Text } from '../platform/web/components/names.js';
import { type Audience, Marks } from '../platform/web/components/state.js';
import { conflictSentences } from './conflicts/conflict.sentences.js';
import { dayColumns } from './day-columns.rules.js';
import { RideLines, ridesOn } from './programme-marks.pages.js';
import type { Board } from './programme-board.queries.js';
import { isBlocked, type Line } from './programme-lines.queries.js';
import { dayName, wasWords } from './programme-days.pages.js';

/** All lines as tables by day: on the telephone, on paper, and for whoever prefers it. */
export function ProgrammeList({ board, base }: { board: Board; base: string }) {
  const columns = dayColumns(board.lines, board.activity.days, board.activity.timeZone);
  return (
    <div class="prog-list">
      {columns.map(({ day, boxes }) => {
        const lines = boxes
          .filter(({ continued }) => !continued)
          .map(({ line }) => line)
          .toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at));
        return (
          <section key={day.toString()}>
            <div class="sec">
              <h2>{dayName(day)}</h2>
            </div>
            <RideLines rides={ridesOn(day, board.rides, board.activity.timeZone)} activityId={board.activity.id} />
            {lines.length === 0 ? (
              <p class="mute small">{t('programme.list.nothing')}</p>
            ) : (
              <table class="list">
                <caption class="vh">{dayName(day)}</caption>
                <thead class="vh">
                  <tr>
                    <th scope="col">{t('programme.list.time')}</th>
                    <th scope="col">{t('programme.list.line')}</th>
                    <th scope="col">{t('programme.list.where')}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <Row key={line.id} line={line} board={board} base={base} />
                  ))}
                </tbody>
              </table>
            )}
            {board.mayEdit && (
              <p>
                <Button
                  href={`${base}?new=1&day=${day.toString()}`}
                  label={`${t('programme.new.line')}, ${dayName(day)}`}
                  small
                  plain
                  icon="plus"
                >
                  {t('programme.new.line')}
                </Button>
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Row({ line, board, base }: { line: Line; board: Board; base: string }) {
  const zone = board.activity.timeZone;
  const partner = board.activity.partnerTimeZone;
  const from = line.starts_at.toZonedDateTimeISO(zone);
  const there = partner ? line.starts_at.toZonedDateTimeISO(partner) : from;
  const was = wasWords(line);
  return (
    <tr class={line.cancelled ? 'off' : undefined}>
      <td class="nb t">
        {formatTime(from)}–{formatTime(line.ends_at.toZonedDateTimeISO(zone))}
        {there.offsetNanoseconds !== from.offsetNanoseconds && (
          <span class="mute small there">
            {formatTime(there)} {formatZone(partner!)}
          </span>
        )}
      </td>
      <td>
        <a href={`${base}?view=list&line=${line.id}`} class="strong">
          <Text of={line.title} />
        </a>
        {line.cancelled && <span class="mute"> · {t('programme.cancelled')}</span>}
        {was && <span class="was small"> · {was}</span>}
        {isBlocked(line) && <p class="wine serif">{conflictSentences(line.conflicts, zone)[0]}</p>}
        {line.interpreters.length > 0 && (
          <p class="small mute">
            {line.interpreters[0]!.pair.toUpperCase()}: {line.interpreters.map(({ name }) => name).join(', ')}
          </p>
        )}
      </td>
      <td>
        {localized(line.venue_name)}{' '}
        <Marks audience={line.audiences.filter((one): one is Audience => one !== 'drivers' && one !== 'press')} />
      </td>
    </tr>
  );
}
