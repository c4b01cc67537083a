import type { Reckoned } from '../institution/deadlines/deadlines.service.js';
import { formatDay } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { CountedDays, offsetInWords } from '../platform/web/components/counted-days.js';

/** When the report is due and how that was counted, day by day. */
export function ReportDue({ due, lastDay, isOpen }: { due: Reckoned; lastDay: Temporal.PlainDate; isOpen: boolean }) {
  const { deadline, rule, ranOut } = due;
  return (
    <aside class="report-due" aria-label={t('reports.page.calendar')}>
      <div class="sec">
        <h2>
          {deadline
            ? t('reports.page.due_title', { day: formatDay(deadline.dueOn, 'weekday') })
            : t('reports.page.no_due')}
        </h2>
      </div>
      {deadline ? (
        <CountedDays deadline={deadline} note={due.note} isOpen={isOpen} />
      ) : (
        <p>{ranOut ? t('reports.page.no_sittings', { ...ranOut }) : t('reports.page.no_rule')}</p>
      )}
      <dl class="sum small">
        <dt>{t('reports.page.last_day')}</dt>
        <dd>{formatDay(lastDay, 'short')}</dd>
        {rule && (
          <>
            <dt>{localized(rule.name) || t('reports.page.rule')}</dt>
            <dd>{offsetInWords(rule)}</dd>
          </>
        )}
        {rule?.basis && (
          <>
            <dt>{t('reports.page.basis')}</dt>
            <dd>{rule.basis}</dd>
          </>
        )}
      </dl>
    </aside>
  );
}
