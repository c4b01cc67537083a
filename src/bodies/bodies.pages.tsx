import { Current, type LocalizedText } from '../platform/current.js';
import { isPublicLanguage, languageNames } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { BodyFilter, BodyRow } from './bodies.queries.js';
import type { Body } from './body.entity.js';
import { BODY_KINDS, statesOf } from './body.states.js';

export interface BodiesListProps {
  rows: BodyRow[];
  total: number;
  filter: BodyFilter & { page: number };
  pageSize: number;
  mayWrite: boolean;
}

export function bodiesList({ rows, total, filter, pageSize, mayWrite }: BodiesListProps) {
  const house = `/${Current.institution.slug}`;
  const isFiltered = Boolean(filter.q || filter.kind || filter.state);
  const states = [...new Set((filter.kind ? [filter.kind] : BODY_KINDS).flatMap(statesOf))];
  const add = (
    <Button href={`${house}/bodies/new${filter.kind ? `?kind=${filter.kind}` : ''}`} primary icon="plus">
      {t('bodies.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('bodies.title')} actions={mayWrite && add} />
      <Filters>
        <Field name="q" type="search" label={t('bodies.field.name')} value={filter.q} />
        <Select
          name="kind"
          label={t('bodies.field.kind')}
          value={filter.kind}
          empty={t('bodies.all')}
          options={BODY_KINDS.map((value) => ({ value, label: t(`bodies.kinds.${value}`) }))}
        />
        <Select
          name="state"
          label={t('bodies.field.state')}
          value={filter.state}
          empty={t('bodies.all')}
          options={states.map((value) => ({ value, label: t(`bodies.state.${value}`) }))}
        />
      </Filters>
      <List
        caption={t('bodies.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            label: t('bodies.field.name'),
            cell: (row) => (
              <a class="strong" href={`${house}/bodies/${row.id}`}>
                <Text of={row.name} />
              </a>
            ),
          },
          { label: t('bodies.field.kind'), cell: (row) => t(`bodies.kind.${row.kind}`) },
          {
            label: t('bodies.field.partner'),
            cell: (row) => (
              <>
                <Flag country={row.country} /> <Text of={row.partner} />
              </>
            ),
          },
          { label: t('bodies.field.chair'), cell: (row) => row.chair },
          { label: t('bodies.field.seats'), numeric: true, cell: (row) => row.seats },
          { label: t('bodies.field.state'), class: 'nb', cell: (row) => t(`bodies.state.${row.state}`) },
        ]}
        empty={
          <Empty title={t(isFiltered ? 'bodies.none-found' : 'bodies.none')} action={mayWrite && !isFiltered && add}>
            {t(isFiltered ? 'bodies.none-found-hint' : 'bodies.none-hint')}
          </Empty>
        }
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

export interface BodyFormProps {
  body?: Body | undefined;
  form?: FormState | undefined;
  partners: { id: string; name: LocalizedText }[];
  convocations: { id: string; number: number }[];
  title: string;
}

export function bodyForm({ body, form, partners, convocations, title }: BodyFormProps) {
  const back = `/${Current.institution.slug}/bodies${body ? `/${body.id}` : ''}`;
  const kind = body?.kind ?? form?.values['kind'] ?? 'working-group';
  const languages = [...new Set([...Current.institution.locales, ...Object.keys(body?.name ?? {})])];
  const nameError = form?.errors['name'];
  const shown = form && nameError ? { ...form, errors: { ...form.errors, [`name.${languages[0]}`]: nameError } } : form;
  return (
    <>
      <PageHead title={title} eyebrow={body && <a href={back}>{localized(body.name)}</a>} />
      <form method="post" class="form" action={back} novalidate>
        <FormErrors form={form} />
        {body && <input type="hidden" name="version" value={String(body.version)} />}
        {!body && (
          <Select
            name="kind"
            required
            form={form}
            label={t('bodies.field.kind')}
            value={String(kind)}
            options={BODY_KINDS.map((value) => ({ value, label: t(`bodies.kind.${value}`) }))}
          />
        )}
        <div class="form-row">
          {languages.map((language, n) => (
            <Field
              key={language}
              name={`name.${language}`}
              lang={language}
              required={n === 0}
              form={shown}
              label={`${t('bodies.field.name')}, ${isPublicLanguage(language) ? languageNames[language] : language}`}
              value={body?.name[language]}
            />
          ))}
        </div>
        <Select
          name="partnerId"
          required
          form={form}
          label={t('bodies.field.partner')}
          value={body?.partnerId}
          empty={t('bodies.choose')}
          options={partners.map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
        <div class="form-row">
          <Select
            name="convocationId"
            form={form}
            label={t('bodies.field.convocation')}
            value={body?.convocationId}
            empty={t('bodies.not-stated')}
            options={convocations.map(({ id, number }) => ({ value: id, label: String(number) }))}
          />
          {(!body || kind === 'permanent-delegation') && (
            <Select
              name="membershipStatus"
              form={form}
              label={t('bodies.field.membership')}
              hint={t('bodies.hint.membership')}
              value={body?.membershipStatus}
              empty={t('bodies.not-stated')}
              options={['full', 'associate', 'observer'].map((value) => ({
                value,
                label: t(`bodies.membership.${value}`),
              }))}
            />
          )}
        </div>
        <Field
          name="works"
          form={form}
          label={t('bodies.field.languages')}
          hint={t('bodies.hint.languages')}
          value={body?.works.join(', ')}
        />
        <TextArea name="termsOfReference" form={form} label={t('bodies.field.terms')} value={body?.termsOfReference} />
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={back}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}
