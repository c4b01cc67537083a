import { Current } from '../platform/current.js';
import { formatCountry, formatDay, formatInstant } from '../platform/i18n/format.js';
import { interfaceLanguages, languageNames } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { ROLES } from '../platform/permissions/permissions.service.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Filters, List, Pager } from '../platform/web/components/list.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import { currentVisit } from '../platform/web/visit.js';
import { PAGE_SIZE, type AccountFilter, type AccountRow, type GrantRow } from './accounts.queries.js';

const people = () => `/${Current.institution.slug}/settings/people`;
const roleOptions = () => ROLES.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }));
const languageOptions = () => interfaceLanguages.map((one) => ({ value: one, label: languageNames[one] }));

export function PeoplePage({ rows, filter }: { rows: AccountRow[]; filter: AccountFilter }) {
  const total = rows[0]?.total ?? 0;
  const { query } = currentVisit();
  return (
    <>
      <PageHead
        eyebrow={t('institution.settings')}
        title={t('accounts.people.title')}
        actions={
          <Button href={`${people()}/new`} primary icon="plus">
            {t('accounts.people.invite')}
          </Button>
        }
      />
      <SettingsTabs current="people" />
      <Filters>
        <Field name="q" type="search" label={t('accounts.people.filter_name')} value={query.get('q')} />
        <Select
          name="role"
          label={t('accounts.people.role')}
          value={query.get('role')}
          options={roleOptions()}
          empty={t('accounts.people.any_role')}
        />
        <Select
          name="state"
          label={t('accounts.people.state')}
          value={query.get('state')}
          options={['active', 'invited', 'closed'].map((state) => ({
            value: state,
            label: t(`accounts.state.${state}`),
          }))}
          empty={t('accounts.people.any_state')}
        />
      </Filters>
      <List
        caption={t('accounts.people.title')}
        rows={rows}
        rowKey={(row) => row.id}
        sort={filter.sort ?? 'name'}
        columns={[
          {
            label: t('accounts.name'),
            sort: 'name',
            cell: (row) => (
              <a class="strong" href={`${people()}/${row.id}`}>
                <bdi>{row.name}</bdi>
              </a>
            ),
          },
          { label: t('accounts.email'), cell: (row) => row.email },
          { label: t('accounts.people.roles'), cell: rolesInWords },
          { label: t('accounts.people.state'), cell: (row) => <State state={row.state} /> },
          {
            label: t('accounts.people.last_seen'),
            sort: 'seen',
            class: 'nb',
            cell: (row) =>
              row.seen_at ? (
                formatInstant(row.seen_at, Current.institution.timeZone, 'short')
              ) : (
                <span class="mute">{t('accounts.people.never')}</span>
              ),
          },
        ]}
        empty={<Empty title={t('accounts.people.none')}>{t('accounts.people.none_hint')}</Empty>}
      />
      {total > 0 && <Pager page={filter.page} pageSize={PAGE_SIZE} total={total} />}
    </>
  );
}

export function InvitePage({ form }: { form?: FormState | undefined }) {
  return (
    <>
      <PageHead eyebrow={<a href={people()}>{t('accounts.people.title')}</a>} title={t('accounts.people.invite')} />
      <form class="form" method="post" action={people()}>
        <FormErrors form={form} />
        <div class="form-row">
          <Field name="name" label={t('accounts.name')} form={form} required maxlength={200} />
          <Field name="email" type="email" label={t('accounts.email')} form={form} required />
        </div>
        <Checks name="roles" label={t('accounts.people.roles')} form={form} options={roleOptions()} />
        <div class="form-row">
          <Select
            name="locale"
            label={t('accounts.people.language')}
            form={form}
            value={Current.locale}
            options={languageOptions()}
            required
          />
        </div>
        <div class="form-end">
          <Button primary>{t('accounts.people.send')}</Button>
        </div>
      </form>
    </>
  );
}

export function PersonPage({ person, form }: { person: AccountRow; form?: FormState | undefined }) {
  const here = `${people()}/${person.id}`;
  return (
    <>
      <PageHead
        eyebrow={<a href={people()}>{t('accounts.people.title')}</a>}
        title={person.name}
        meta={
          <>
            <span>{person.email}</span> <State state={person.state} />
          </>
        }
        actions={
          <>
            {person.state !== 'active' && (
              <PostButton to={`${here}/invitation`}>{t('accounts.people.again')}</PostButton>
            )}
            {person.state !== 'closed' && <PostButton to={`${here}/closure`}>{t('accounts.people.close')}</PostButton>}
          </>
        }
      />
      {form?.errors[''] && <FormErrors form={form} />}
      <Section title={t('accounts.people.roles')}>
        <List
          caption={t('accounts.people.roles')}
          rows={person.grants}
          rowKey={(grant) => grant.id}
          empty={<p class="mute">{t('accounts.people.no_roles')}</p>}
          columns={[
            {
              label: t('accounts.people.role'),
              cell: (grant) => <span class={grant.holds ? 'strong' : 'mute'}>{t(`accounts.role.${grant.role}`)}</span>,
            },
            { label: t('accounts.people.scope'), cell: (grant) => scopeInWords(grant) },
            {
              label: t('accounts.people.starts_on'),
              class: 'nb',
              cell: (grant) => formatDay(Temporal.PlainDate.from(grant.startsOn)),
            },
            {
              label: t('accounts.people.ends_on'),
              class: 'nb',
              cell: (grant) => grant.endsOn && formatDay(Temporal.PlainDate.from(grant.endsOn)),
            },
            {
              label: <span class="vh">{t('accounts.people.actions')}</span>,
              cell: (grant) => (
                <PostButton
                  to={`${here}/roles/${grant.id}/withdrawal`}
                  small
                  label={t('accounts.people.withdraw_of', { role: t(`accounts.role.${grant.role}`) })}
                >
                  {t('accounts.people.withdraw')}
                </PostButton>
              ),
            },
          ]}
        />
      </Section>
      {person.state !== 'closed' && (
        <Section title={t('accounts.people.give')}>
          <form class="form" method="post" action={`${here}/roles`}>
            <div class="form-row">
              <Select name="role" label={t('accounts.people.role')} form={form} options={roleOptions()} required />
              <Field
                name="country"
                label={t('accounts.people.only_country')}
                hint={t('accounts.people.only_country_hint')}
                form={form}
                maxlength={2}
              />
              <Field name="startsOn" type="date" label={t('accounts.people.starts_on')} form={form} />
              <Field name="endsOn" type="date" label={t('accounts.people.ends_on')} form={form} />
            </div>
            <div class="form-end">
              <Button primary>{t('accounts.people.give_do')}</Button>
            </div>
          </form>
        </Section>
      )}
    </>
  );
}

export function State({ state }: { state: AccountRow['state'] }) {
  return <span class={state === 'closed' ? 'sign mute' : 'sign'}>{t(`accounts.state.${state}`)}</span>;
}

function scopeInWords({ scopeKind, scopeId }: GrantRow): string {
  if (scopeKind === 'country' && scopeId) return formatCountry(scopeId);
  return t(`accounts.people.${scopeKind === 'institution' ? 'whole' : scopeKind}`);
}

function rolesInWords({ grants }: { grants: GrantRow[] }) {
  const holding = [...new Set(grants.filter(({ holds }) => holds).map(({ role }) => t(`accounts.role.${role}`)))];
  return holding.length > 0 ? holding.join(', ') : <span class="mute">{t('accounts.people.no_roles')}</span>;
}
