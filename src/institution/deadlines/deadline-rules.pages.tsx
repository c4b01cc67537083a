import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { ROLES } from '../../platform/permissions/permissions.service.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { CountedDays, type NoteOfDay, offsetInWords } from '../../platform/web/components/counted-days.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { LocalizedField } from '../../platform/web/components/localized-field.js';
import { Rows } from '../../platform/web/components/rows.js';
import { PageHead, Section } from '../../platform/web/components/section.js';
import { SettingsTabs } from '../../platform/web/components/settings-tabs.js';
import type { FormState } from '../../platform/web/forms.js';
import { settingChanges } from '../settings-history.pages.js';
import type { SettingChange } from '../settings-history.service.js';
import { type Deadline, UNITS } from './deadline.js';
import { linesOf } from './deadline-rules.forms.js';
import { nameOf, TRIGGERS } from './deadline-triggers.js';
import type { IsDayless, ShownRule } from './deadline-rules.service.js';

const home = () => `/${Current.institution.slug}/settings/deadlines`;

export interface RulesPageProps {
  rules: ShownRule[];
  changes: SettingChange[];
  isDayless: IsDayless;
}

export function rulesPage({ rules, changes, isDayless }: RulesPageProps) {
  const on = rules.filter(({ isOn }) => isOn);
  const own = rules.filter(({ isOn, isPreset }) => !isOn && !isPreset);
  const presets = rules.filter(({ isOn, isPreset }) => !isOn && isPreset);
  return (
    <>
      <PageHead
        eyebrow={t('institution.settings')}
        title={t('institution.deadlines')}
        meta={<span>{t('institution.rule.count', { count: on.length })}</span>}
        actions={
          <Button href={`${home()}/new`} primary icon="plus">
            {t('institution.rule.new')}
          </Button>
        }
      />
      <SettingsTabs current="deadlines" />
      <Section title={t('institution.rule.are_on')}>
        {on.length === 0 ? (
          <p class="mute">{t('institution.rule.none_on')}</p>
        ) : (
          <Rules rules={on} isDayless={isDayless} />
        )}
      </Section>
      {own.length > 0 && (
        <Section title={t('institution.rule.own')}>
          <Rules rules={own} isDayless={isDayless} />
        </Section>
      )}
      <Section title={t('institution.rule.presets')} aside={t('institution.rule.presets_hint')}>
        <Rules rules={presets} isDayless={isDayless} />
      </Section>
      {settingChanges(changes)}
    </>
  );
}

function Rules({ rules, isDayless }: Omit<RulesPageProps, 'changes'>) {
  return (
    <ul class="rule-list">
      {rules.map(({ code, isOn, facts }) => {
        const name = localized(facts.name);
        const label = (verb: string) => `${t(`institution.rule.${verb}`)}: ${name}`;
        return (
          <li key={code}>
            <div>
              <p>
                <a class="strong" href={`${home()}/${code}`}>
                  {name}
                </a>
              </p>
              <p>
                {offsetInWords(facts)}: {t(nameOf(facts.trigger))} · {t(`institution.strictness.${facts.strictness}`)}
              </p>
              {isDayless(facts) && <p class="small mute">{t('institution.rule.dayless')}</p>}
              {(facts.basis || facts.source) && (
                <p class="small mute">{[facts.basis, facts.source].filter(Boolean).join(' · ')}</p>
              )}
            </div>
            <div class="rule-do">
              <PostButton to={`${home()}/${code}/copy`} small plain label={label('copy')}>
                {t('institution.rule.copy')}
              </PostButton>
              <PostButton
                to={`${home()}/${code}/${isOn ? 'off' : 'on'}`}
                small
                label={label(isOn ? 'turn_off' : 'turn_on')}
              >
                {t(`institution.rule.${isOn ? 'turn_off' : 'turn_on'}`)}
              </PostButton>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export interface RuleFormProps {
  rule?: ShownRule | undefined;
  form?: FormState | undefined;
  /** Kept by capabilities. */
  duties: readonly string[];
  title: string;
  /** What it would say for a trigger today. */
  example?: { deadline: Deadline | null; ranOut: { found: number; asked: number } | null; note: NoteOfDay } | undefined;
  changes: SettingChange[];
}

export function ruleFormPage({ rule, form, duties, title, example, changes }: RuleFormProps) {
  const facts = rule?.facts;
  const lines = linesOf(facts?.escalation ?? []);
  const options = (values: readonly string[], key: (value: string) => string) =>
    values.map((value) => ({ value, label: t(key(value)) }));
  return (
    <>
      <PageHead eyebrow={t('institution.deadlines')} title={title} />
      <SettingsTabs current="deadlines" />
      <div class="cols">
        <form class="form" method="post" action={rule ? `${home()}/${rule.code}` : home()}>
          <FormErrors form={form} />
          <input type="hidden" name="version" value={rule?.version ?? 0} />
          <LocalizedField
            name="name"
            label={t('institution.rule.name')}
            value={facts?.name ?? null}
            form={form}
            required
          />
          <div class="form-row">
            <Field
              name="amount"
              type="number"
              min={0}
              label={t('institution.rule.amount')}
              value={facts?.amount ?? 10}
              form={form}
              required
            />
            <Select
              name="unit"
              label={t('institution.rule.unit')}
              value={facts?.unit ?? 'working'}
              form={form}
              required
              options={options(UNITS, (one) => `institution.unit.${one}`)}
            />
            <Select
              name="direction"
              label={t('institution.rule.direction')}
              value={facts?.direction ?? 'after'}
              form={form}
              required
              options={options(['before', 'after'], (one) => `institution.direction.${one}`)}
            />
            <Select
              name="trigger"
              label={t('institution.rule.trigger')}
              value={facts?.trigger ?? 'VISIT_END'}
              form={form}
              required
              options={options(TRIGGERS, nameOf)}
            />
          </div>
          <div class="form-row">
            <Select
              name="duty"
              label={t('institution.rule.duty')}
              hint={t('institution.rule.duty_hint')}
              value={facts?.duty ?? 'task'}
              form={form}
              required
              options={options(
                ['task', ...new Set([...duties, facts?.duty ?? 'task'])].filter(
                  (one, n, all) => all.indexOf(one) === n,
                ),
                (one) => `institution.duty.${one}`,
              )}
            />
            <Select
              name="strictness"
              label={t('institution.rule.strictness')}
              value={facts?.strictness ?? 'hard'}
              form={form}
              required
              options={options(['hard', 'soft'], (one) => `institution.strictness.${one}`)}
            />
          </div>
          <Field name="basis" label={t('institution.rule.basis')} value={facts?.basis} form={form} />
          <TextArea name="source" label={t('institution.rule.source')} value={facts?.source} form={form} rows={2} />
          <Rows
            name="escalation"
            legend={t('institution.rule.escalation')}
            rows={lines}
            form={form}
            add={t('institution.rule.escalation_add')}
            draw={(row, line) => (
              <>
                <Field
                  name={`${row}.days`}
                  type="number"
                  min={-60}
                  max={365}
                  label={t('institution.rule.escalation_days')}
                  hint={t('institution.rule.escalation_hint')}
                  value={line?.days}
                  form={form}
                />
                <Select
                  name={`${row}.who`}
                  label={t('institution.rule.escalation_who')}
                  value={line?.who}
                  form={form}
                  empty="—"
                  options={[
                    { value: 'responsible', label: t('institution.rule.responsible') },
                    ...options(ROLES, (one) => `accounts.role.${one}`),
                  ]}
                />
              </>
            )}
          />
          <div class="form-end">
            <Button primary>{t('institution.save')}</Button>
            <Button href={home()} plain>
              {t('institution.back')}
            </Button>
          </div>
        </form>
        <div class="stack">
          {example && (
            <Section title={t('institution.rule.example')}>
              {example.deadline ? (
                <CountedDays deadline={example.deadline} note={example.note} />
              ) : (
                <p>{t('institution.due.ran_out', { ...example.ranOut })}</p>
              )}
            </Section>
          )}
          {settingChanges(changes)}
        </div>
      </div>
    </>
  );
}
