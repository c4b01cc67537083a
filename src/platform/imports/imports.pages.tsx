import type { ComponentChildren } from 'preact';
import { Current } from '../current.js';
import { formatInstant, formatNumber } from '../i18n/format.js';
import { t } from '../i18n/translate.js';
import { Button, PostButton } from '../web/components/button.js';
import { FormErrors } from '../web/components/checks.js';
import { Field, Select } from '../web/components/field.js';
import { List } from '../web/components/list.js';
import { Empty, PageHead, Section } from '../web/components/section.js';
import type { FormState } from '../web/forms.js';
import { at } from '../web/positions.js';
import { MOST_BYTES } from './files/table.js';
import type { Import } from './import.entity.js';
import type { ImportKind } from './import-kinds.registry.js';
import type { ImportListRow } from './imports.queries.js';

const home = () => `/${Current.institution.slug}/imports`;

export interface ImportsPageProps {
  kinds: ImportKind[];
  rows: ImportListRow[];
  form?: FormState | undefined;
}

export function ImportsPage({ kinds, rows, form }: ImportsPageProps) {
  const labels = new Map(kinds.map(({ id, label }) => [id, t(label)]));
  return (
    <>
      <PageHead title={t('platform.imports.title')} />
      <div class="cols import-cols">
        <Section title={t('platform.imports.new')}>
          <form method="post" action={home()} class="form" encType="multipart/form-data" data-turbo="false">
            <FormErrors form={form} />
            <Select
              name="kind"
              required
              form={form}
              label={t('platform.imports.kind')}
              options={kinds.map(({ id, label }) => ({ value: id, label: t(label) }))}
            />
            <Field
              name="file"
              type="file"
              required
              form={form}
              label={t('platform.imports.file_label')}
              hint={t('platform.imports.file_hint', { megabytes: Math.floor(MOST_BYTES / 1e6) })}
            />
            <div class="form-end">
              <Button primary>{t('platform.imports.upload')}</Button>
            </div>
          </form>
        </Section>
        <Section title={t('platform.imports.what')}>
          <dl class="import-kinds">
            {kinds.map(({ id, label, hint }) => (
              <div key={id}>
                <dt class="strong">{t(label)}</dt>
                <dd class="small mute">{t(hint)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
      <Section title={t('platform.imports.latest')}>
        <List
          caption={t('platform.imports.latest')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              label: t('platform.imports.file_label'),
              cell: (row) => <a href={`${home()}/${row.id}`}>{row.file_name}</a>,
            },
            { label: t('platform.imports.kind'), cell: (row) => labels.get(row.kind) },
            { label: t('platform.imports.state_label'), cell: (row) => t(`platform.imports.state.${row.state}`) },
            {
              label: t('platform.imports.verdict.new'),
              numeric: true,
              cell: (row) => row.counts.new !== undefined && formatNumber(row.counts.new),
            },
            {
              label: t('platform.imports.verdict.changed'),
              numeric: true,
              cell: (row) => row.counts.changed !== undefined && formatNumber(row.counts.changed),
            },
            { label: t('platform.imports.who'), cell: (row) => row.who },
            {
              label: t('platform.imports.when'),
              class: 'nb',
              cell: (row) => formatInstant(row.created_at, Current.institution.timeZone),
            },
          ]}
          empty={<Empty title={t('platform.imports.none')}>{t('platform.imports.none_hint')}</Empty>}
        />
      </Section>
    </>
  );
}

/** The head of one import; what stands below replaces itself while a job is under way. */
export function ImportPage({
  found,
  kind,
  children,
}: {
  found: Import;
  kind: ImportKind;
  children: ComponentChildren;
}) {
  return (
    <>
      <PageHead
        title={found.fileName}
        eyebrow={
          <>
            <a href={home()}>{t('platform.imports.title')}</a> · {t(kind.label)}
          </>
        }
      />
      <turbo-frame id="import" target="_top">
        {children}
      </turbo-frame>
    </>
  );
}

/** A job is under way: the bar asks again by itself, and is the same after a reload. */
export function WorkingPage({
  found,
  progress: { done, total },
}: {
  found: Import;
  progress: { done: number; total: number };
}) {
  const label = t(`platform.imports.state.${found.state}`);
  const percent = total > 0 ? Math.round((done / total) * 100) : 0;
  return (
    <div class="progress-line import-progress" role="status" data-controller="progress">
      <span>{label}</span>
      <span class="mute">{percent} %</span>
      <div
        class="progress-hair"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span {...at({ done: `${percent}%` })} />
      </div>
      <p class="mute small">{t('platform.imports.leave')}</p>
    </div>
  );
}

export function Discard({ found }: { found: Import }) {
  return (
    <PostButton to={`${home()}/${found.id}/discarding`} plain>
      {t('platform.imports.discard')}
    </PostButton>
  );
}
