import type { ComponentChildren } from 'preact';
import { formatInstant, formatList } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { withQuery } from '../platform/web/components/list.js';
import { Empty } from '../platform/web/components/section.js';
import { whyNoRelease } from './editions/editions.pages.js';
import type { Board } from './programme-board.queries.js';
import { Days } from './programme-days.pages.js';
import { ProgrammeList } from './programme-list.pages.js';
import { Tray } from './programme-tray.pages.js';

export interface ProgrammePageProps {
  board: Board;
  /** Path of the programme. */
  base: string;
  view: 'days' | 'list';
  /** The line in the inspector. */
  chosen: string | null;
  inspector: ComponentChildren;
  /** Nothing is chosen: on a telephone the inspector then comes last. */
  isIdle: boolean;
}

/** The editor: the edition above, the tray, the days and the chosen line beside one another. */
export function ProgrammePage({ board, base, view, chosen, inspector, isIdle }: ProgrammePageProps) {
  return (
    <div
      class={`programme view-${view}`}
      data-controller="programme"
      data-programme-base-value={base}
      data-programme-clear-value={t('programme.drag.clear')}
      data-programme-moving-value={t('programme.drag.moving')}
    >
      <EditionBar board={board} base={base} view={view} />
      <div class="prog">
        <Tray board={board} base={base} />
        <section class="prog-mid" aria-label={t('programme.by_day')}>
          {board.lines.length === 0 && (
            <Empty
              title={t('programme.empty.title')}
              action={
                board.mayEdit && (
                  <Button href={`${base}?new=1`} small icon="plus">
                    {t('programme.new.line')}
                  </Button>
                )
              }
            >
              {t('programme.empty.text')}
            </Empty>
          )}
          {view === 'days' && <Days board={board} base={base} chosen={chosen} />}
          <ProgrammeList board={board} base={base} />
        </section>
        <turbo-frame id="inspector" class={isIdle ? 'inspect idle' : 'inspect'} target="_top">
          {inspector}
        </turbo-frame>
      </div>
      {board.mayEdit && (
        <form method="post" data-programme-target="sender" data-turbo-frame="_top" hidden>
          <input type="hidden" name="start" />
          <input type="hidden" name="end" disabled />
          <input type="hidden" name="version" disabled />
        </form>
      )}
    </div>
  );
}

/** Which edition stands, what the draft changes, and who would be told of it. */
export function EditionBar({ board, base, view }: { board: Board; base: string; view: 'days' | 'list' }) {
  const { latest, changes, activity, told, blocked, mayEdit, mayRead } = board;
  const next = (latest?.number ?? 0) + 1;
  const total = told.reduce((sum, { count }) => sum + count, 0);
  const reason = whyNoRelease(board);
  return (
    <div class="edition-frame">
      <div class="edition">
        {mayEdit && (
          <span class="draft">
            <b>{t('programme.edition.draft', { number: next })}</b> ·{' '}
            {t('programme.edition.changed', { count: changes.length })}{' '}
            {changes.length > 0 && <a href={`${base}/differences`}>{t('programme.edition.differences')}</a>}
          </span>
        )}
        <span class="grow">
          {latest ? (
            <>
              {mayRead ? (
                <a href={`${base}/editions/${latest.number}`}>
                  {t('programme.edition.stands', { number: latest.number })}
                </a>
              ) : (
                t('programme.edition.stands', { number: latest.number })
              )}{' '}
              {t('programme.edition.since', { when: formatInstant(latest.released_at, activity.timeZone) })}
            </>
          ) : (
            t('programme.edition.none')
          )}{' '}
          {mayEdit && total > 0 && (
            <>
              {t('programme.edition.would_tell')} <b>{total}</b>:{' '}
              {formatList(told.map(({ key, count }) => t(key, { count })))}.
            </>
          )}
        </span>
        <a class="view-choice" href={withQuery({ view: view === 'days' ? 'list' : undefined })}>
          {t(view === 'days' ? 'programme.view.list' : 'programme.view.days')}
        </a>
        {mayEdit && (
          <span class="release">
            <PostButton to={`${base}/editions`} small primary={!reason} blocked={reason}>
              {t('programme.edition.release', { number: next })}
            </PostButton>
            {blocked > 0 && <span class="small wine">{t('programme.edition.blocked', { count: blocked })}</span>}
          </span>
        )}
      </div>
    </div>
  );
}
