import { fullName, type PersonRow } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { exportsOf } from '../../platform/exports/export-paths.js';
import { formatCountry } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, type Option, Select, TextArea } from '../../platform/web/components/field.js';
import { Filters, List, Pager } from '../../platform/web/components/list.js';
import { Flag } from '../../platform/web/components/names.js';
import { Picker } from '../../platform/web/components/picker.js';
import { Empty, Facts, PageHead, Section } from '../../platform/web/components/section.js';
import { Day } from '../../platform/web/components/time.js';
import type { FormState } from '../../platform/web/forms.js';
import { BodiesTabs } from '../bodies-tabs.js';
import type { ForeignContact } from './contact.entity.js';
import type { ContactChoices, ContactFilter, ContactRow } from './contacts.queries.js';

const path = () => `/${Current.institution.slug}/contacts`;

export interface ContactsListProps {
  rows: ContactRow[];
  total: number;
  filter: ContactFilter & { page: number };
  facets: { years: number[]; countries: string[] };
  pageSize: number;
  mayWrite: boolean;
}

export function contactsList({ rows, total, filter, facets, pageSize, mayWrite }: ContactsListProps) {
  const add = (
    <Button href={`${path()}/new`} primary icon="plus">
      {t('bodies.contact.add')}
    </Button>
  );
  const isFiltered = Boolean(filter.q || filter.year || filter.country);
  return (
    <>
      <PageHead title={t('bodies.tab.contacts')} actions={mayWrite && add} />
      <BodiesTabs current="contacts" />
      <Filters exports={exportsOf(path())}>
        <Field name="q" type="search" label={t('bodies.contact.find')} value={filter.q} />
        <Select
          name="year"
          label={t('bodies.contact.year')}
          value={filter.year}
          empty={t('bodies.all')}
          options={facets.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <Select
          name="country"
          label={t('bodies.contact.country')}
          value={filter.country}
          empty={t('bodies.all')}
          options={facets.countries.map((code) => ({ value: code, label: formatCountry(code) }))}
        />
      </Filters>
      <List
        caption={t('bodies.tab.contacts')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <Empty
            title={t(isFiltered ? 'bodies.contact.none-found' : 'bodies.contact.none')}
            action={mayWrite && !isFiltered && add}
          >
            {t('bodies.contact.none-hint')}
          </Empty>
        }
        columns={[
          { label: t('bodies.contact.number'), class: 'nb t', cell: (row) => `${row.number}/${row.year}` },
          { label: t('bodies.contact.day'), class: 'nb', cell: (row) => <Day day={row.on_day} /> },
          {
            label: t('bodies.contact.counterpart'),
            cell: (row) => (
              <>
                <Flag country={row.country} />{' '}
                <a class="strong" href={`${path()}/${row.id}`}>
                  {row.counterpart}
                </a>
                <span class="small mute block">{[row.organisation, row.place].filter(Boolean).join(' · ')}</span>
              </>
            ),
          },
          {
            label: t('bodies.contact.content'),
            cell: (row) => (row.content.length > 140 ? `${row.content.slice(0, 140)}…` : row.content),
          },
          { label: t('bodies.contact.participants'), cell: (row) => row.participants },
        ]}
      />
      {total > 0 && <Pager page={filter.page} pageSize={pageSize} total={total} />}
    </>
  );
}

export interface ContactPageProps {
  contact: ForeignContact;
  participants: { id: string; name: string }[];
  mayWrite: boolean;
}

export function contactPage({ contact, participants, mayWrite }: ContactPageProps) {
  return (
    <>
      <PageHead
        eyebrow={<a href={path()}>{t('bodies.tab.contacts')}</a>}
        title={t('bodies.contact.no', { number: contact.number, year: String(contact.year) })}
        meta={
          <>
            <span>
              <Day day={contact.onDay} />
            </span>
            <span>{contact.place}</span>
          </>
        }
        actions={mayWrite && <Button href={`${path()}/${contact.id}/edit`}>{t('bodies.change')}</Button>}
      />
      <div class="cols body-cols">
        <Section title={t('bodies.contact.content')}>
          <p class="body-text">{contact.content}</p>
        </Section>
        <Facts
          facts={[
            [t('bodies.contact.counterpart'), contact.counterpart],
            [t('bodies.contact.organisation'), contact.organisation],
            [t('bodies.contact.country'), contact.country && formatCountry(contact.country)],
            [t('bodies.contact.basis'), contact.basis],
            [t('bodies.contact.purpose'), contact.purpose],
            [t('bodies.contact.participants'), participants.map(({ name }) => name).join(', ')],
            [t('bodies.contact.authorised'), contact.authorisedBy],
            [t('bodies.contact.report'), contact.report],
          ]}
        />
      </div>
    </>
  );
}

export interface ContactFormProps {
  choices: ContactChoices;
  contact?: ForeignContact | undefined;
  form?: FormState | undefined;
  title: string;
}

export function contactForm({ contact, choices, form, title }: ContactFormProps) {
  const back = contact ? `${path()}/${contact.id}` : path();
  const words = (
    name: 'organisation' | 'purpose' | 'authorisedBy' | 'report' | 'place' | 'counterpart' | 'basis',
    key: string,
  ) => (
    <Field
      name={name}
      form={form}
      required={['place', 'counterpart', 'basis'].includes(name)}
      label={t(`bodies.contact.${key}`)}
      value={contact?.[name]}
    />
  );
  return (
    <>
      <PageHead title={title} eyebrow={<a href={path()}>{t('bodies.tab.contacts')}</a>} />
      <form method="post" class="form" action={back} novalidate>
        <FormErrors form={form} />
        {contact && <input type="hidden" name="version" value={String(contact.version)} />}
        <div class="form-row">
          <Field
            name="onDay"
            type="date"
            required
            form={form}
            label={t('bodies.contact.day')}
            value={contact?.onDay.toString()}
          />
          {words('place', 'place')}
        </div>
        {words('counterpart', 'counterpart')}
        <div class="form-row">
          {words('organisation', 'organisation')}
          <Select
            name="country"
            form={form}
            label={t('bodies.contact.country')}
            value={contact?.country}
            empty={t('bodies.not-stated')}
            options={choices.countries.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
        <div class="form-row">
          {words('basis', 'basis')}
          {words('purpose', 'purpose')}
        </div>
        <Select
          name="bodyId"
          form={form}
          label={t('bodies.contact.body')}
          value={contact?.bodyId}
          empty={t('bodies.not-stated')}
          options={choices.bodies.map(({ id, name }) => ({ value: id, label: localized(name) }))}
        />
        <TextArea
          name="content"
          rows={6}
          required
          form={form}
          label={t('bodies.contact.content')}
          value={contact?.content}
        />
        <Picker
          name="participants"
          form={form}
          label={t('bodies.contact.participants')}
          find={t('bodies.contact.find-person')}
          url={`${path()}/people`}
          finding={`${back}/finding`}
          chosen={choices.participants.map(({ id, name }) => ({ value: id, label: name }))}
          found={choices.found?.map(offered)}
        />
        <div class="form-row">
          {words('authorisedBy', 'authorised')}
          {words('report', 'report')}
        </div>
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={back}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

/** A person of the directory as a choice. */
export const offered = (person: PersonRow): Option => ({
  value: person.id,
  label: [fullName(person), localized(person.organisation)].filter(Boolean).join(', '),
});
