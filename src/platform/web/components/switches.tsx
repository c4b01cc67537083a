import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';
import { Button } from './button.js';
import { Check, FormErrors } from './checks.js';
import { PageHead } from './section.js';
import { SettingsTabs } from './settings-tabs.js';

export interface Switch {
  name: string;
  label: string;
  hint: string;
  isOn: boolean;
}

export interface SwitchesProps {
  eyebrow: string;
  title: string;
  /** Id of the tab of the settings that is open. */
  tab: string;
  switches: readonly Switch[];
  /** Further fields of the same form. */
  children?: ComponentChildren;
  save: string;
  form?: FormState | undefined;
}

/** A page of the settings that asks yes or no, rule by rule. */
export function Switches({ eyebrow, title, tab, switches, children, save, form }: SwitchesProps) {
  return (
    <>
      <PageHead eyebrow={t(eyebrow)} title={t(title)} />
      <SettingsTabs current={tab} />
      <form class="form settings-form" method="post">
        <FormErrors form={form} />
        {switches.map(({ name, label, hint, isOn }) => (
          <Check key={name} name={name} label={t(label)} hint={t(hint)} form={form} checked={isOn} />
        ))}
        {children}
        <div class="form-end">
          <Button primary>{t(save)}</Button>
        </div>
      </form>
    </>
  );
}
