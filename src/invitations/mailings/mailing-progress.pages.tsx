import { t } from '../../platform/i18n/translate.js';
import { PostButton } from '../../platform/web/components/button.js';
import { at } from '../../platform/web/positions.js';
import type { LogState, MailingRow } from './mailings.queries.js';

/** True after any reload: it counts the messages themselves, and stands in a frame that reloads itself until it is done. */
export function MailingProgress({
  head,
  counts,
  own,
  mayManage,
}: {
  head: MailingRow;
  counts: ReadonlyMap<LogState, number>;
  /** Path of the mailing. */
  own: string;
  mayManage: boolean;
}) {
  if (head.state !== 'sending' && head.state !== 'paused') return null;
  const { out: done, total, refused } = head;
  const step = (name: string) => ({ to: `${own}/steps`, fields: { step: name }, small: true });
  return (
    <div class="send" role="status" data-controller={head.state === 'sending' ? 'progress' : undefined}>
      <span>{t('invitations.mailings.progress', { done, total, refused, deferred: counts.get('deferred') ?? 0 })}</span>
      {mayManage && (
        <span class="row-flex">
          {head.state === 'sending' && <PostButton {...step('pause')}>{t('invitations.mailings.pause')}</PostButton>}
          {head.state === 'paused' && <PostButton {...step('resume')}>{t('invitations.mailings.resume')}</PostButton>}
          <PostButton {...step('cancel')} plain>
            {t('invitations.mailings.stop')}
          </PostButton>
        </span>
      )}
      <div
        class="progress-hair"
        role="progressbar"
        aria-label={t('invitations.progress')}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
      >
        <span {...at({ done: `${total > 0 ? Math.round((done / total) * 100) : 0}%` })} />
      </div>
    </div>
  );
}
