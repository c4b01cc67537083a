import { Current } from '../platform/current.js';
import { formatDays } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { TextArea } from '../platform/web/components/field.js';
import { Empty, Facts, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { FixedFact } from './activity-version.entity.js';
import { changesBetween, type FactChange } from './activity-version.rules.js';
import type { VersionRow } from './versions.queries.js';

export interface VersionsProps {
  activityId: string;
  rows: VersionRow[];
  /** What differs from the last approved version; null where nothing was approved yet. */
  changes: FactChange[] | null;
  mayPropose: boolean;
  mayDecide: boolean;
  form?: FormState | undefined;
}

/** What was approved, in versions; what differs from it now, and the amendment that waits. */
export function VersionsPage({ activityId, rows, changes, mayPropose, mayDecide, form }: VersionsProps) {
  const path = `/${Current.institution.slug}/activities/${activityId}/versions`;
  const waiting = rows.find(({ state }) => state === 'proposed');
  const approved = rows.filter(({ state }) => state === 'approved');
  if (!changes) return <Empty title={t('activities.versions.none')}>{t('activities.versions.none_hint')}</Empty>;
  const before = (row: VersionRow) => approved.find(({ number }) => number === (row.number ?? 0) - 1);
  return (
    <div class="cols">
      <div class="stack">
        {waiting && (
          <Section title={t('activities.versions.waiting')}>
            <p class="why">{waiting.reason}</p>
            <Changes changes={changesBetween(approved[0]?.content ?? [], waiting.content)} />
            <p class="small mute">
              {waiting.proposer_name} · <Stamp at={waiting.created_at} zone={Current.institution.timeZone} />
            </p>
            {mayDecide && waiting.proposed_by !== Current.actor.accountId && (
              <Decision path={`${path}/${waiting.id}`} form={form} />
            )}
            {waiting.proposed_by === Current.actor.accountId && (
              <PostButton to={`${path}/${waiting.id}/withdrawal`} small plain>
                {t('activities.versions.withdraw')}
              </PostButton>
            )}
          </Section>
        )}
        {approved.map((row) => (
          <Section
            key={row.id}
            title={t('activities.versions.number', { number: row.number ?? 0 })}
            aside={row.decided_at && <Stamp at={row.decided_at} zone={Current.institution.timeZone} />}
          >
            {row.reason && <p class="why">{row.reason}</p>}
            {before(row) && <Changes changes={changesBetween(before(row)!.content, row.content)} />}
            <details open={row === approved[0]}>
              <summary>{t('activities.versions.whole')}</summary>
              <Facts facts={row.content.map((fact) => [t(fact.key), <Value key={fact.key} of={fact} />])} />
            </details>
            <p class="small mute">{row.decider_name ?? t('activities.steps.by_clock')}</p>
          </Section>
        ))}
        {rows
          .filter(({ state }) => state === 'refused')
          .map((row) => (
            <Section key={row.id} title={t('activities.versions.refused_one')}>
              <p class="why">{row.reason}</p>
              <p>
                {t('activities.versions.refusal', { name: row.decider_name ?? '', why: row.decision_reason ?? '' })}
              </p>
            </Section>
          ))}
      </div>
      <Section title={t('activities.versions.now')}>
        {changes.length === 0 ? (
          <p class="mute">{t('activities.versions.same')}</p>
        ) : (
          <>
            <Changes changes={changes} />
            {mayPropose && (
              <form class="form" method="post" action={path}>
                <FormErrors form={form} />
                <TextArea
                  name="reason"
                  label={t('activities.versions.reason')}
                  hint={t('activities.versions.reason_hint')}
                  form={form}
                  rows={3}
                  required
                />
                <div class="form-end">
                  <Button primary={!waiting}>{t('activities.versions.propose')}</Button>
                </div>
              </form>
            )}
          </>
        )}
      </Section>
    </div>
  );
}

function Decision({ path, form }: { path: string; form: FormState | undefined }) {
  return (
    <div class="stack tight">
      <PostButton to={`${path}/approval`} primary>
        {t('activities.versions.approve')}
      </PostButton>
      <form class="form step-form" method="post" action={`${path}/refusal`}>
        <TextArea name="reason" label={t('activities.steps.reason')} form={form} rows={2} required />
        <div>
          <Button>{t('activities.versions.refuse')}</Button>
        </div>
      </form>
    </div>
  );
}

/** What was and what is, line by line. */
function Changes({ changes }: { changes: FactChange[] }) {
  return (
    <dl class="facts changes">
      {changes.map(({ key, before, after }) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>
            {before && (
              <del>
                <span class="vh">{t('activities.versions.was')} </span>
                <Value of={before} />
              </del>
            )}
            {after && (
              <ins>
                <span class="vh">{t('activities.versions.is')} </span>
                <Value of={after} />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ of }: { of: FixedFact }) {
  if (of.days) {
    const [from, to] = of.days.map((day) => Temporal.PlainDate.from(day)) as [Temporal.PlainDate, Temporal.PlainDate];
    return <>{formatDays(from, to)}</>;
  }
  if (of.texts) return <bdi>{localized(of.texts)}</bdi>;
  if (of.chosen) return <>{t(of.chosen)}</>;
  if (of.choices) return <>{of.choices.map((key) => t(key)).join(', ')}</>;
  if (of.list) return <bdi>{of.list.join('; ')}</bdi>;
  return <bdi>{of.text}</bdi>;
}
