import { Current, type LocalizedText } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { Tabs } from '../platform/web/components/state.js';
import type { FormState } from '../platform/web/forms.js';
import type { BodyRow } from './bodies.queries.js';
import type { Body } from './body.entity.js';
import { BODY_KINDS, type BodyKind } from './body.states.js';

export interface BodyFormProps {
  body?: Body | undefined;
  kind: BodyKind;
  form?: FormState | undefined;
  partners: { id: string; name: LocalizedText }[];
  convocations: { id: string; number: number }[];
  commissions: BodyRow[];
  title: string;
}

export function bodyForm({ body, kind, form, partners, convocations, commissions, title }: BodyFormProps) {
  const house = `/${Current.institution.slug}`;
  const back = `${house}/bodies${body ? `/${body.id}` : ''}`;
  const languages = [...new Set([...Current.institution.locales, ...Object.keys(body?.name ?? {})])];
  const nameError = form?.errors['name'];
  const shown = form && nameError ? { ...form, errors: { ...form.errors, [`name.${languages[0]}`]: nameError } } : form;
  const choices = partners.map(({ id, name }) => ({ value: id, label: localized(name) }));
  return (
    <>
      <PageHead
        title={title}
        eyebrow={body ? <a href={back}>{localized(body.name)}</a> : <a href={back}>{t('bodies.title')}</a>}
      />
      {!body && (
        <Tabs
          label={t('bodies.field.kind')}
          tabs={BODY_KINDS.map((one) => ({
            label: t(`bodies.kind.${one}`),
            href: `${house}/bodies/new?kind=${one}`,
            current: one === kind,
          }))}
        />
      )}
      <form method="post" class="form" action={back} novalidate>
        <FormErrors form={form} />
        {body ? (
          <input type="hidden" name="version" value={String(body.version)} />
        ) : (
          <input type="hidden" name="kind" value={kind} />
        )}
        <LocalizedField
          name="name"
          label={t('bodies.field.name')}
          form={shown}
          value={body?.name ?? null}
          required
          languages={languages}
        />
        <Select
          name="partnerId"
          required
          form={form}
          label={t('bodies.field.partner')}
          value={body?.partnerId}
          empty={t('bodies.choose')}
          options={choices}
        />
        <Select
          name="convocationId"
          form={form}
          label={t('bodies.field.convocation')}
          value={body?.convocationId}
          empty={t('bodies.not-stated')}
          options={convocations.map(({ id, number }) => ({ value: id, label: String(number) }))}
        />
        <Field
          name="works"
          form={form}
          label={t('bodies.field.languages')}
          hint={t('bodies.hint.languages')}
          value={body?.works.join(', ')}
        />
        <TextArea name="termsOfReference" form={form} label={t('bodies.field.terms')} value={body?.termsOfReference} />
        <Field
          name="particulars.decision"
          form={form}
          label={t('bodies.field.decision')}
          value={body?.particulars.decision}
        />
        <Section title={t(`bodies.kind.${kind}`)}>
          <OwnFields {...{ body, kind, form, choices, commissions }} />
        </Section>
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={back}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

interface OwnFieldsProps {
  body: Body | undefined;
  kind: BodyKind;
  form: FormState | undefined;
  choices: { value: string; label: string }[];
  commissions: BodyRow[];
}

/** What a body of this kind has and the others have not. */
function OwnFields({ body, kind, form, choices, commissions }: OwnFieldsProps) {
  const has = body?.particulars ?? {};
  const figure = (name: 'quotaFull' | 'quotaSubstitute' | 'quotaStaff' | 'votes' | 'timesAYear') => (
    <Field
      name={`particulars.${name}`}
      type="number"
      min={0}
      form={form}
      label={t(`bodies.field.${name}`)}
      value={has[name]}
    />
  );
  const words = (name: 'counterpart' | 'contribution' | 'foundingAgreement') => (
    <Field name={`particulars.${name}`} form={form} label={t(`bodies.field.${name}`)} value={has[name]} />
  );
  const choice = (name: 'host' | 'nextHost', values: readonly string[]) => (
    <Select
      name={`particulars.${name}`}
      form={form}
      label={t(`bodies.field.${name}`)}
      value={has[name]}
      empty={t('bodies.not-stated')}
      options={values.map((value) => ({ value, label: t(`bodies.host.${value}`) }))}
    />
  );
  if (kind === 'working-group')
    return (
      <>
        {words('counterpart')}
        <details class="form-group" open={Boolean(body?.alsoWith.length)}>
          <summary>{t('bodies.field.alsoWith')}</summary>
          <Checks
            name="alsoWith"
            form={form}
            label={t('bodies.field.alsoWith')}
            chosen={body?.alsoWith ?? []}
            options={choices.filter(({ value }) => value !== body?.partnerId)}
          />
        </details>
      </>
    );
  if (kind === 'permanent-delegation')
    return (
      <>
        <Select
          name="membershipStatus"
          form={form}
          label={t('bodies.field.membership')}
          value={body?.membershipStatus}
          empty={t('bodies.not-stated')}
          options={['full', 'associate', 'observer'].map((value) => ({
            value,
            label: t(`bodies.membership.${value}`),
          }))}
        />
        <div class="form-row">
          {figure('quotaFull')}
          {figure('quotaSubstitute')}
        </div>
        <div class="form-row">
          {figure('quotaStaff')}
          {figure('votes')}
        </div>
        {words('contribution')}
      </>
    );
  return (
    <>
      {words('foundingAgreement')}
      <TextArea name="particulars.rules" rows={3} form={form} label={t('bodies.field.rules')} value={has.rules} />
      <div class="form-row">
        <Field
          name="particulars.rulesApprovedOn"
          type="date"
          form={form}
          label={t('bodies.field.rulesApprovedOn')}
          value={has.rulesApprovedOn}
        />
        {figure('timesAYear')}
      </div>
      <div class="form-row">
        {choice('host', ['alternating', 'ours', 'theirs', 'agreed'])}
        {choice('nextHost', ['ours', 'theirs'])}
      </div>
      <Select
        name="parentId"
        form={form}
        label={t('bodies.field.parent')}
        value={body?.parentId}
        empty={t('bodies.not-stated')}
        options={commissions.map(({ id, name }) => ({ value: id, label: localized(name) }))}
      />
    </>
  );
}
