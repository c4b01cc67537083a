import type { BodyRow } from '../../bodies/bodies.queries.js';
import { fullName, type PersonRow } from '../../directory/people.queries.js';
import { languageNames, publicLanguages } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { Checks, FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import { type FormState, withError } from '../../platform/web/forms.js';
import { GuestFields } from './guest.pages.js';
import type { OfficeRow } from './guest-sources.queries.js';

export interface GuestSourcesProps {
  /** Of the invitation's pages. */
  path: string;
  q: string;
  office: string;
  people: PersonRow[];
  offices: OfficeRow[];
  bodies: BodyRow[];
  form: FormState | undefined;
}

/** Every way to the list: people, a body, an office, a file, one by one, a pasted list. */
export function GuestSourcesPage(props: GuestSourcesProps) {
  const { path, bodies, form } = props;
  const isList = form?.values['list'] !== undefined;
  const isOne = form?.values['name'] !== undefined;
  const ofFile = isList || isOne ? undefined : form?.errors['list'];
  return (
    <>
      {!isOne && <FormErrors form={form && ofFile ? withError(form, '', ofFile) : form} />}
      <div class="cols even">
        <div class="stack">
          <People {...props} />
          <Offices {...props} />
          {/* Both ask for an address and a language, and a page has a field once. */}
          {props.offices.length === 0 && <One path={path} form={isOne ? form : undefined} />}
        </div>
        <div class="stack">
          <Section title={t('invitations.sources.body')}>
            <form class="form" method="post" action={`${path}/sources/body`}>
              <Select
                name="bodyId"
                label={t('invitations.sources.body')}
                hint={t('invitations.sources.body_hint')}
                options={bodies.map(({ id, name }) => ({ value: id, label: localized(name) }))}
                form={undefined}
                required
              />
              <div>
                <Button>{t('invitations.add')}</Button>
              </div>
            </form>
          </Section>
          <Section title={t('invitations.add_list')}>
            <form class="form" method="post" action={`${path}/recipients`}>
              <TextArea
                name="list"
                label={t('invitations.list')}
                hint={t('invitations.list_hint')}
                rows={8}
                form={isList ? form : undefined}
                required
              />
              <div>
                <Button>{t('invitations.add')}</Button>
              </div>
            </form>
          </Section>
          <Section title={t('invitations.sources.file')}>
            <form class="form" method="post" action={`${path}/sources/file`} enctype="multipart/form-data">
              <label class="field">
                <span class="label">{t('invitations.sources.file_label')}</span>
                <input type="file" name="file" accept=".xlsx,.csv" required />
              </label>
              <p class="small mute">{t('invitations.sources.file_hint')}</p>
              <div>
                <Button>{t('invitations.add')}</Button>
              </div>
            </form>
          </Section>
        </div>
      </div>
    </>
  );
}

function One({ path, form }: Pick<GuestSourcesProps, 'path' | 'form'>) {
  return (
    <Section title={t('invitations.add_one')}>
      <form class="form" method="post" action={`${path}/recipients`}>
        <FormErrors form={form} />
        <Field name="name" label={t('invitations.name')} form={form} required />
        <Field
          name="secondName"
          label={t('invitations.second_name')}
          hint={t('invitations.second_name_hint')}
          form={form}
        />
        <GuestFields form={form} />
        <div>
          <Button primary>{t('invitations.add')}</Button>
        </div>
      </form>
    </Section>
  );
}

function People({ path, q, people }: GuestSourcesProps) {
  return (
    <Section title={t('invitations.sources.directory')}>
      <form
        class="form"
        method="get"
        action={`${path}/sources`}
        role="search"
        aria-label={t('invitations.sources.directory')}
      >
        <Field name="q" label={t('invitations.sources.find')} value={q} form={undefined} required />
        <div>
          <Button>{t('invitations.sources.search')}</Button>
        </div>
      </form>
      {q && people.length === 0 && <p class="mute">{t('invitations.sources.nobody')}</p>}
      {people.length > 0 && (
        <form class="form found" method="post" action={`${path}/sources/people`}>
          <Checks
            name="people"
            all
            label={t('invitations.sources.found')}
            options={people.map((one) => ({
              value: one.id,
              label: [fullName(one), one.post && localized(one.post), one.email ?? t('invitations.sources.no_address')].filter(Boolean).join(' · '), // prettier-ignore
            }))}
            form={undefined}
          />
          <div>
            <Button primary>{t('invitations.add')}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}

function Offices({ path, office, offices }: GuestSourcesProps) {
  return (
    <Section title={t('invitations.sources.office')}>
      <form
        class="form"
        method="get"
        action={`${path}/sources`}
        role="search"
        aria-label={t('invitations.sources.office')}
      >
        <Field name="office" label={t('invitations.sources.find_office')} value={office} form={undefined} required />
        <div>
          <Button>{t('invitations.sources.search')}</Button>
        </div>
      </form>
      {office && offices.length === 0 && <p class="mute">{t('invitations.sources.nobody')}</p>}
      {offices.length > 0 && (
        <form class="form found" method="post" action={`${path}/sources/office`}>
          <Checks
            name="postId"
            label={t('invitations.sources.found')}
            one
            options={offices.map((one) => ({
              value: one.id,
              label: [localized(one.label), localized(one.organisation), one.holder && t('invitations.sources.held_by', { name: one.holder })].filter(Boolean).join(' · '), // prettier-ignore
            }))}
            chosen={[offices[0]!.id]}
            form={undefined}
          />
          <Field
            name="email"
            label={t('invitations.email')}
            hint={t('invitations.sources.office_email')}
            type="email"
            form={undefined}
          />
          <Field name="careOf" label={t('invitations.care_of')} hint={t('invitations.care_of_hint')} form={undefined} />
          <Select
            name="language"
            label={t('invitations.letter_language')}
            options={publicLanguages.map((value) => ({ value, label: languageNames[value] }))}
            form={undefined}
            required
          />
          <div>
            <Button primary>{t('invitations.add')}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}
