import { Current } from '../platform/current.js';
import { interfaceLanguages, languageNames } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field, TextArea } from '../platform/web/components/field.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import type { Institution } from './institution.entity.js';
import { settingChanges } from './settings-history.pages.js';
import type { SettingChange } from './settings-history.service.js';

export function SettingsPage({
  institution,
  face,
  changes,
}: {
  institution: Institution;
  face?: FormState;
  changes: SettingChange[];
}) {
  const home = `/${Current.institution.slug}/settings`;
  const { letterhead } = institution;
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('institution.title')} />
      <SettingsTabs current="settings" />
      <form class="form settings-form" method="post" action={home}>
        <FormErrors form={face} />
        <input type="hidden" name="version" value={institution.version} />
        <Section title={t('institution.face')}>
          <div class="form">
            <LocalizedField
              name="name"
              label={t('institution.name')}
              value={institution.name}
              form={face}
              languages={interfaceLanguages}
              required
            />
            <div class="form-row">
              <Checks
                name="locales"
                label={t('institution.locales')}
                chosen={institution.locales}
                form={face}
                options={interfaceLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
              />
              <Field
                name="accent"
                type="color"
                label={t('institution.accent')}
                hint={t('institution.accent_hint')}
                value={institution.accent}
                form={face}
                required
              />
            </div>
          </div>
        </Section>
        <Section title={t('institution.letterhead')}>
          <div class="form">
            <TextArea name="address" label={t('institution.address')} value={letterhead.address} form={face} rows={3} />
            <div class="form-row">
              <Field name="phone" type="tel" label={t('institution.phone')} value={letterhead.phone} form={face} />
              <Field name="email" type="email" label={t('institution.email')} value={letterhead.email} form={face} />
            </div>
            <Field name="signatory" label={t('institution.signatory')} value={letterhead.signatory?.name} form={face} />
            <LocalizedField
              name="signatoryPost"
              label={t('institution.signatory_post')}
              value={letterhead.signatory?.post ?? {}}
              form={face}
            />
          </div>
        </Section>
        <div class="form-end">
          <Button primary>{t('institution.save')}</Button>
        </div>
      </form>
      {settingChanges(changes)}
    </>
  );
}
