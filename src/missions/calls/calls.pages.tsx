import type { ComponentChildren } from 'preact';
import { Current } from '../../platform/current.js';
import { formatDay, formatDays } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { TextArea } from '../../platform/web/components/field.js';
import { List } from '../../platform/web/components/list.js';
import { Text } from '../../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../../platform/web/components/section.js';
import { Day, Days } from '../../platform/web/components/time.js';
import type { FormState } from '../../platform/web/forms.js';
import type { ApplicationRow, CallRow } from './calls.queries.js';

const c = (key: string, params?: Record<string, string | number>) => t(`missions.call.${key}`, params);

export function CallsPage({ calls }: { calls: CallRow[] }) {
  const home = `/${Current.institution.slug}/calls`;
  return (
    <>
      <PageHead title={c('list')} />
      <List
        caption={c('list')}
        rows={calls}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('missions.words.one'),
            class: 'visit',
            cell: (row) => (
              <a class="strong plain-link" href={`${home}/${row.id}`}>
                <Text of={row.title} />
              </a>
            ),
          },
          {
            label: t('activities.list.when'),
            class: 'nb',
            cell: (row) => <Days from={row.starts_on} to={row.ends_on} />,
          },
          { label: t('activities.list.city'), cell: (row) => <bdi>{row.city}</bdi> },
          { label: c('seats'), numeric: true, cell: (row) => row.seats },
          { label: c('closes'), class: 'nb', cell: (row) => <Day day={row.closes_on} /> },
          { label: c('own'), cell: (row) => row.own && c(`application.${row.own}`) },
        ]}
        empty={<Empty title={c('none')}>{c('none_hint')}</Empty>}
      />
    </>
  );
}

interface CallPageProps {
  call: CallRow;
  own: ApplicationRow | undefined;
  mayApply: boolean;
  form?: FormState | undefined;
}

/** One call, and the application of whoever reads it. */
export function CallPage({ call, own, mayApply, form }: CallPageProps) {
  const path = `/${Current.institution.slug}/calls/${call.id}/application`;
  const stands = own && own.state !== 'withdrawn';
  return (
    <>
      <PageHead
        eyebrow={c('one')}
        title={<Text of={call.title} />}
        meta={`${formatDays(call.starts_on, call.ends_on)} · ${call.city}`}
      />
      <div class="cols">
        <Section title={c('application_title')} aside={own && c(`application.${own.state}`)}>
          {!mayApply && !stands && <p class="mute">{c('not_open')}</p>}
          {!mayApply && stands && <Facts facts={factsOf(own)} />}
          {mayApply && (
            <form class="form" method="post" action={path}>
              <FormErrors form={form} />
              <TextArea name="reasons" label={c('reasons')} form={form} value={own?.reasons} rows={5} required />
              <TextArea
                name="experience"
                label={c('experience')}
                hint={c('experience_hint')}
                form={form}
                value={own?.experience}
                rows={4}
              />
              <div class="form-end">
                <Button primary>{c(stands ? 'apply_anew' : 'apply')}</Button>
              </div>
            </form>
          )}
          {mayApply && stands && (
            <PostButton to={`${path}/withdrawal`} plain>
              {c('take_back')}
            </PostButton>
          )}
        </Section>
        <CallFacts call={call} />
      </div>
    </>
  );
}

export function CallFacts({ call }: { call: CallRow }) {
  return (
    <Section title={c('one')} aside={c(`state.${call.state}`)}>
      <Facts
        facts={[
          [c('seats'), call.seats],
          [c('closes'), formatDay(call.closes_on)],
          [t('missions.field.purpose'), call.purpose && <bdi>{call.purpose}</bdi>],
          [c('requirements'), call.requirements && <bdi>{call.requirements}</bdi>],
          [t('activities.steps.reason'), call.reason && <bdi>{call.reason}</bdi>],
        ]}
      />
    </Section>
  );
}

export const factsOf = (application: ApplicationRow): [string, ComponentChildren][] => [
  [c('reasons'), <bdi key="r">{application.reasons}</bdi>],
  [c('experience'), application.experience && <bdi key="e">{application.experience}</bdi>],
];
