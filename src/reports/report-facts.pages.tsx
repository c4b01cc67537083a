import { formatDay } from '../platform/i18n/format.js';
import { currentLanguage, localized, t } from '../platform/i18n/translate.js';
import { Text } from '../platform/web/components/names.js';
import type { Report } from './report.entity.js';
import type { FactItem } from './report-facts.entity.js';

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

export function Held({ report: { facts } }: { report: Report }) {
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
                {item.note && (
                  <span class="small mute it">
                    {' '}
                    <bdi>{item.note}</bdi>
                  </span>
                )}
              </td>
              <td class={item.outcome === 'held' ? 'mute' : 'ochre'}>{t(`reports.outcome.${item.outcome}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function whenAndWhere(item: FactItem): string {
  const day = formatDay(Temporal.PlainDate.from(item.day), 'weekday', currentLanguage());
  return [`${day}, ${item.from}–${item.to}`, item.venue ? localized(item.venue) : ''].filter(Boolean).join(' · ');
}
