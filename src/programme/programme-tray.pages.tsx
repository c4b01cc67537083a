import { formatDay, formatTime } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Marks } from '../platform/web/components/state.js';
import { fitsFor } from './find-time/free-time.rules.js';
import type { Board } from './programme-board.queries.js';
import type { RequestedRow } from './programme.queries.js';
import { shortDay } from './programme-days.pages.js';

/** Meetings that were asked for and wait for a time. */
export function Tray({ board, base }: { board: Board; base: string }) {
  return (
    <aside class="tray" aria-label={t('programme.tray.label')}>
      <h2>{t('programme.tray.title')}</h2>
      {board.requested.length > 0 ? (
        <p class="small mute">{t('programme.tray.hint')}</p>
      ) : (
        <p class="small mute">{t('programme.tray.empty')}</p>
      )}
      <ul>
        {board.requested.map((meeting) => (
          <Requested key={meeting.id} meeting={meeting} board={board} base={base} />
        ))}
      </ul>
      {board.mayEdit && (
        <p class="tray-end">
          <Button href={`${base}?ask=1`} small icon="plus">
            {t('programme.tray.ask')}
          </Button>
          <a href={`${base}/pocket`}>{t('programme.pocket.title')}</a>
          <a href={`${base}/times`}>{t('programme.find.title')}</a>
          {board.requested.length > 0 && <a href={`${base}/compose`}>{t('programme.compose.title')}</a>}
        </p>
      )}
      <h2 class="label signs">{t('programme.signs.title')}</h2>
      <p class="small mute">
        <Marks audience={['guest', 'working', 'pocket']} /> {t('programme.signs.marks')}
      </p>
      {board.latest && (
        <p class="small mute sign-changed">{t('programme.signs.changed', { number: board.latest.number })}</p>
      )}
    </aside>
  );
}

function Requested({ meeting, board, base }: { meeting: RequestedRow; board: Board; base: string }) {
  const fits = fitsFor(meeting.minutes, board.lines, board.activity.days, board.activity.timeZone);
  const words = fits.map((at) => `${shortDay(at.toPlainDate())}, ${formatTime(at)}`).join('; ');
  const by = meeting.asked_on
    ? t('programme.tray.asked_on', { by: meeting.asked_by, day: formatDay(meeting.asked_on, 'short') })
    : t('programme.tray.asked', { by: meeting.asked_by });
  return (
    <li
      draggable={board.mayEdit}
      data-programme-target="meeting"
      data-meeting={meeting.id}
      data-minutes={meeting.minutes}
      data-action="dragstart->programme#lift dragend->programme#rest"
    >
      <a href={`${base}?place=${meeting.id}`} data-turbo-frame="inspector" data-turbo-action="advance">
        <bdi>{meeting.title}</bdi>
      </a>
      <span class="t">{t('programme.minutes', { count: meeting.minutes })}</span>{' '}
      <span class="mute">{meeting.asked_by && by}</span>
      <br />
      {words ? (
        <span class="fits">{t('programme.tray.fits', { times: words })}</span>
      ) : (
        <span class="fits no">{t('programme.tray.fits_nowhere')}</span>
      )}
    </li>
  );
}
