import { Current } from '../current.js';
import { formatNumber } from '../i18n/format.js';
import { t } from '../i18n/translate.js';
import { Button } from '../web/components/button.js';
import { FormErrors } from '../web/components/checks.js';
import { Field, Select } from '../web/components/field.js';
import { List } from '../web/components/list.js';
import { Section } from '../web/components/section.js';
import type { FormState } from '../web/forms.js';
import type { Import } from './import.entity.js';
import type { ImportField, ImportKind } from './import-kinds.registry.js';
import { Discard } from './imports.pages.js';

export interface MappingPageProps {
  found: Import;
  kind: ImportKind;
  fields: ImportField[];
  /** The first rows of the file. */
  samples: string[][];
  size: number;
  form?: FormState | undefined;
}

/** Which column is which: guessed from the headings, or as it was last time. */
export function MappingPage({ found, kind, fields, samples, size, form }: MappingPageProps) {
  const path = `/${Current.institution.slug}/imports/${found.id}/mapping`;
  return (
    <>
      <p class="lead">
        {t(kind.fields ? 'platform.imports.mapping_hint' : 'platform.imports.records_hint', {
          rows: formatNumber(size),
          columns: found.headings.length,
        })}
      </p>
      {found.problem && (
        <div class="conflict" role="alert">
          <p>{t(found.problem.key, found.problem.params)}</p>
        </div>
      )}
      <div class="cols import-cols">
        <form method="post" action={path} class="form">
          <FormErrors form={form} />
          {kind.hasSource && (
            <Field
              name="source"
              form={form}
              value={found.source}
              label={t('platform.imports.source')}
              hint={t('platform.imports.source_hint')}
            />
          )}
          {fields.map(({ name, label, required }) => (
            <Select
              key={name}
              name={`mapping.${name}`}
              form={form}
              label={label}
              required={required ?? false}
              value={found.mapping[name]}
              empty={t('platform.imports.not_there')}
              options={found.headings.map((heading) => ({ value: heading, label: heading }))}
            />
          ))}
          <div class="form-end">
            <Button primary>{t('platform.imports.check')}</Button>
          </div>
        </form>
        {samples.length > 0 && (
          <Section title={t('platform.imports.columns')}>
            <List
              caption={t('platform.imports.columns')}
              rows={found.headings.map((heading, n) => ({ heading, n }))}
              rowKey={({ n }) => String(n)}
              columns={[
                { label: t('platform.imports.column'), cell: ({ heading }) => <bdi class="strong">{heading}</bdi> },
                {
                  label: t('platform.imports.samples'),
                  cell: ({ n }) => <bdi class="small mute">{samples.map((row) => row[n]).filter(Boolean).join(' · ').slice(0, 120)}</bdi>, // prettier-ignore
                },
              ]}
              empty={null}
            />
          </Section>
        )}
      </div>
      <Discard found={found} />
    </>
  );
}
