import { languageNames, publicLanguages } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Recipient } from '../invitation.entity.js';
import { addressLines } from './postal-addresses.queries.js';

type GuestFieldsProps = {
  of?: Recipient;
  /** Postal address that the directory has. */
  known?: string;
  form: FormState | undefined;
};

/** How a guest is addressed, and where his letter goes. */
export function GuestFields({ of, known, form }: GuestFieldsProps) {
  return (
    <>
      <Field name="post" label={t('invitations.post')} value={of?.post} form={form} />
      <Field name="organisation" label={t('invitations.organisation')} value={of?.organisation} form={form} />
      <Field name="email" label={t('invitations.email')} type="email" value={of?.email} form={form} />
      <TextArea
        name="postalAddress"
        label={t('invitations.postal_address')}
        hint={
          known
            ? t('invitations.postal_known', { address: addressLines(known).join(', ') })
            : t('invitations.postal_hint')
        }
        rows={3}
        value={of?.postalAddress}
        form={form}
      />
      <Field
        name="careOf"
        label={t('invitations.care_of')}
        hint={t('invitations.care_of_hint')}
        value={of?.careOf}
        form={form}
      />
      <Select
        name="language"
        label={t('invitations.letter_language')}
        options={publicLanguages.map((value) => ({ value, label: languageNames[value] }))}
        value={of?.language}
        form={form}
        required
      />
      <Field
        name="salutation"
        label={t('invitations.salutation')}
        hint={t('invitations.salutation_hint')}
        value={of?.salutation}
        form={form}
      />
    </>
  );
}

export function GuestPage({ action, guest, known, form }: GuestFieldsProps & { action: string; guest: Recipient }) {
  return (
    <Section title={guest.name} aside={t('invitations.change_lead')}>
      <form class="form" method="post" action={action}>
        <FormErrors form={form} />
        <input type="hidden" name="seen" value={guest.version} />
        <Field name="name" label={t('invitations.name')} value={guest.name} form={form} required />
        <GuestFields of={guest} {...(known && { known })} form={form} />
        <div>
          <Button primary>{t('invitations.save_guest')}</Button>
        </div>
      </form>
    </Section>
  );
}
