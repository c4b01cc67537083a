import { formatDay } from '../platform/i18n/format.js';
import { currentLanguage, localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Text } from '../platform/web/components/names.js';
import type { Report } from './report.entity.js';
import { type FactItem, OUTCOMES, type ReportFacts } from './report-facts.entity.js';

// What was filled in from the plan, shown as text with a bar beside it.

export function Mandate({ report: { facts } }: { report: Report }) {
  return (
    <div class="from">
      {facts.basis && (
        <p>
          <bdi>{facts.basis}</bdi>
        </p>
      )}
      {facts.topics.length > 0 && <p>{facts.topics.join('; ')}</p>}
      <ol class="report-members">
        {facts.delegation.map(({ name, post, role }, n) => (
          <li key={n}>
            <b>
              <bdi>{name}</bdi>
            </b>
            {role !== 'member' && <span class="it"> · {t(`reports.role.${role}`)}</span>}
            {post && (
              <span class="mute">
                , <Text of={post} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

export function Held({ report: { facts }, action }: { report: Report; action: string | null }) {
  if (facts.programme.length === 0) return <p class="mute">{t('reports.page.none')}</p>;
  return (
    <div class="from">
      <table class="list">
        <caption class="vh">{t('reports.section.programme')}</caption>
        <tbody>
          {facts.programme.map((item) => (
            <tr key={item.id}>
              <td class="nb">
                {formatDay(Temporal.PlainDate.from(item.day), 'short')}, <span class="t">{item.from}</span>
              </td>
              <td>
                <Text of={item.title} />
                {item.met && <span class="small block">{t('reports.page.met', { names: item.met })}</span>}
                {item.note && (
                  <span class="small mute it">
                    {' '}
                    <bdi>{item.note}</bdi>
                  </span>
                )}
              </td>
              <td class={item.outcome === 'held' ? 'mute' : 'ochre'}>
                {t(`reports.outcome.${item.outcome}`)}
                {action && <MarkForm item={item} action={`${action}/${item.id}`} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Says what became of a line, and who was met. */
function MarkForm({ item, action }: { item: ReportFacts['programme'][number]; action: string }) {
  const title = localized(item.title);
  return (
    <details class="report-edit">
      <summary>
        {t('reports.page.mark')}
        <span class="vh">: {title}</span>
      </summary>
      <form class="form" method="post" action={action}>
        <Select
          name="outcome"
          required
          label={t('reports.field.outcome')}
          value={item.outcome}
          options={OUTCOMES.map((value) => ({ value, label: t(`reports.outcome.${value}`) }))}
        />
        <Field name="met" label={t('reports.field.met')} value={item.met} maxlength={1000} />
        <Field name="note" label={t('reports.field.note')} value={item.note} maxlength={1000} />
        <Button small label={t('reports.page.save_named', { section: title })}>
          {t('reports.page.save')}
        </Button>
      </form>
    </details>
  );
}

export function whenAndWhere(item: FactItem): string {
  const day = formatDay(Temporal.PlainDate.from(item.day), 'weekday', currentLanguage());
  return [`${day}, ${item.from}–${item.to}`, item.venue ? localized(item.venue) : ''].filter(Boolean).join(' · ');
}
