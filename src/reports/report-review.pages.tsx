import { toPlainText } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Stamp } from '../platform/web/components/time.js';
import type { Report } from './report.entity.js';
import type { CommentRow } from './report-comments.service.js';
import { differenceOf } from './text-diff.rules.js';

/** What was said to one part, and a place to say more. */
export function Comments({
  name,
  title,
  rows,
  action,
}: {
  name: string;
  title: string;
  rows: readonly CommentRow[];
  /** Where one is sent; null for who only reads. */
  action: string | null;
}) {
  if (rows.length === 0 && !action) return null;
  return (
    <div class="report-comments">
      {rows.length > 0 && (
        <ul aria-label={t('reports.comment.of', { section: title })}>
          {rows.map((row) => (
            <li key={row.id} class={row.resolved_at ? 'mute' : undefined}>
              <p class="small mute">
                <bdi>{row.author ?? '–'}</bdi> · <Stamp at={row.created_at} zone={Current.institution.timeZone} />
                {row.resolved_at && ` · ${t('reports.comment.resolved')}`}
              </p>
              <p class="body-text">
                <bdi>{row.content}</bdi>
              </p>
              {action && !row.resolved_at && (
                <PostButton to={`${action}/${row.id}/resolution`} small plain>
                  {t('reports.comment.resolve')}
                </PostButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {action && (
        <details class="report-edit">
          <summary>
            {t('reports.comment.say')}
            <span class="vh">: {title}</span>
          </summary>
          <form class="form" method="post" action={action}>
            <input type="hidden" name="section" value={name} />
            <label class="vh" for={`comment-${name}`}>
              {t('reports.comment.of', { section: title })}
            </label>
            <textarea class="form-control" id={`comment-${name}`} name="content" rows={2} dir="auto" maxLength={4000} />
            <Button small>{t('reports.comment.send')}</Button>
          </form>
        </details>
      )}
    </div>
  );
}

/** What the authors changed since the report was returned to them, part by part. */
export function SinceReturned({ report, titleOf }: { report: Report; titleOf: (key: string) => string }) {
  const before = report.returnedSections;
  if (!before) return null;
  const changed = report.sectionKeys.flatMap((key) => {
    const [was, is] = [before[key], report.sections[key]?.content].map((text) => (text ? toPlainText(text) : ''));
    return was === is ? [] : [{ key, parts: differenceOf(was!, is!) }];
  });
  return (
    <details class="report-changes" open={report.state === 'submitted'}>
      <summary>{t('reports.page.since_returned', { count: changed.length })}</summary>
      {changed.map(({ key, parts }) => (
        <section key={key}>
          <h3>{titleOf(key)}</h3>
          <p class="body-text" dir="auto">
            {parts.map(({ kind, text }, n) =>
              kind === 'same' ? (
                <span key={n}>{text}</span>
              ) : kind === 'new' ? (
                <ins key={n}>{text}</ins>
              ) : (
                <del key={n}>{text}</del>
              ),
            )}
          </p>
        </section>
      ))}
    </details>
  );
}
