import { Current, type LocalizedText } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { LocalizedField } from '../../platform/web/components/localized-field.js';
import { PageHead } from '../../platform/web/components/section.js';
import { Tabs } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import { BODY_KINDS } from '../body.states.js';
import type { BodyRule } from './body-rule.entity.js';
import { CONDITION_TYPES, type ConditionType } from './composition.forms.js';
import type { Condition } from './composition.rules.js';

const path = () => `/${Current.institution.slug}/composition-rules`;

export interface RuleFormProps {
  rule?: BodyRule | undefined;
  type: ConditionType;
  form?: FormState | undefined;
  organisations: { id: string; name: LocalizedText }[];
  title: string;
}

export function ruleForm({ rule, type, form, organisations, title }: RuleFormProps) {
  const [first] = Current.institution.locales;
  const nameError = form?.errors['name'];
  const shown = form && nameError ? { ...form, errors: { ...form.errors, [`name.${first}`]: nameError } } : form;
  const choices = organisations.map(({ id, name }) => ({ value: id, label: localized(name) }));
  return (
    <>
      <PageHead title={title} eyebrow={<a href={path()}>{t('bodies.tab.composition')}</a>} />
      {!rule && (
        <Tabs
          label={t('bodies.rule.type')}
          tabs={CONDITION_TYPES.map((one) => ({
            label: t(`bodies.condition.${one}`),
            href: `${path()}/new?type=${one}`,
            current: one === type,
          }))}
        />
      )}
      <form method="post" class="form" action={rule ? `${path()}/${rule.id}` : path()} novalidate>
        <FormErrors form={form} />
        {rule && <input type="hidden" name="version" value={String(rule.version)} />}
        <input type="hidden" name="condition[type]" value={type} />
        <LocalizedField name="name" label={t('bodies.field.name')} form={shown} value={rule?.name ?? null} required />
        <ConditionFields type={type} condition={rule?.condition} form={form} choices={choices} />
        <div class="form-row">
          <Select
            name="level"
            required
            form={form}
            label={t('bodies.rule.level')}
            value={rule?.level ?? 'warn'}
            options={(['block', 'warn'] as const).map((value) => ({
              value,
              label: t(`bodies.rule.level-choice.${value}`),
            }))}
          />
          <Select
            name="kind"
            form={form}
            label={t('bodies.rule.for')}
            value={rule?.kind}
            empty={t('bodies.rule.every-kind')}
            options={BODY_KINDS.map((value) => ({ value, label: t(`bodies.kinds.${value}`) }))}
          />
        </div>
        <Select
          name="organisationId"
          form={form}
          label={t('bodies.rule.of-organisation')}
          hint={t('bodies.rule.of-organisation-hint')}
          value={rule?.organisationId}
          empty={t('bodies.rule.every-partner')}
          options={choices}
        />
        <Field name="source" form={form} label={t('bodies.rule.source')} value={rule?.source} />
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={path()}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

interface ConditionFieldsProps {
  type: ConditionType;
  condition: Condition | undefined;
  form: FormState | undefined;
  choices: { value: string; label: string }[];
}

function ConditionFields({ type, condition, form, choices }: ConditionFieldsProps) {
  const has = (condition?.type === type ? condition : {}) as Record<string, unknown>;
  const value = (name: string) => has[name] as string | number | undefined;
  const figure = (name: 'min' | 'max' | 'minPercent' | 'maxPercent') => (
    <Field
      name={`condition.${name}`}
      type="number"
      min={0}
      step="any"
      form={form}
      label={t(`bodies.condition-field.${name}`)}
      value={value(name)}
    />
  );
  const choice = (name: string, values: readonly string[]) => (
    <Select
      name={`condition.${name}`}
      required
      form={form}
      label={t(`bodies.condition-field.${name}`)}
      value={value(name)}
      options={values.map((one) => ({ value: one, label: t(`bodies.condition-value.${one}`) }))}
    />
  );
  const organisation = (
    <div class="form-row">
      <Select
        name="condition.organisationId"
        form={form}
        label={t('bodies.condition-field.organisationId')}
        value={value('organisationId')}
        empty={t('bodies.choose')}
        options={choices}
      />
      <Field
        name="condition.label"
        required
        form={form}
        label={t('bodies.condition-field.label')}
        value={value('label')}
      />
    </div>
  );
  const bounds = (
    <div class="form-row">
      {figure('min')}
      {figure('max')}
    </div>
  );
  const table = (has['table'] as { full: number; min: number; minFull: number }[] | undefined) ?? [];
  return (
    <>
      <p class="hint-text">{t(`bodies.condition-hint.${type}`)}</p>
      {type === 'size' && choice('of', ['all', 'full', 'substitute'])}
      {(type === 'organisation' || type === 'membership') && organisation}
      {(type === 'size' || type === 'organisation') && bounds}
      {type === 'spread' && choice('classification', ['faction', 'chamber'])}
      {type === 'spread' && figure('min')}
      {type === 'sex' && choice('sex', ['female', 'male', 'each'])}
      {type === 'sex' && (
        <>
          <div class="form-row">
            {figure('min')}
            {figure('minPercent')}
          </div>
          <TextArea
            name="condition.table"
            rows={4}
            form={form}
            label={t('bodies.condition-field.table')}
            hint={t('bodies.condition-field.table-hint')}
            value={table.map((line) => `${line.full} ${line.min} ${line.minFull}`).join('\n')}
          />
        </>
      )}
      {type === 'bodies' && figure('max')}
      {type === 'nationality' && figure('maxPercent')}
      {type === 'posts' && (
        <Field
          name="condition.words"
          required
          form={form}
          label={t('bodies.condition-field.words')}
          hint={t('bodies.condition-field.words-hint')}
          value={((has['words'] as string[] | undefined) ?? []).join(', ')}
        />
      )}
    </>
  );
}
