import { Current } from '../platform/current.js';
import type { Language } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters, List } from '../platform/web/components/list.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { Tabs } from '../platform/web/components/state.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { ChoiceFields } from './feed-choices.pages.js';
import type { Feed } from './feed.entity.js';
import { healthOf } from './feed-health.rules.js';
import type { ScopeChoice } from './feed-scopes.registry.js';
import type { WatcherRow } from './my-calendar.queries.js';

const base = () => `/${Current.institution.slug}/my-calendar`;

export interface MyCalendarProps {
  feeds: Feed[];
  subjects: Map<string, string>;
  watchers: WatcherRow[];
  scopes: { kind: string; label: string }[];
  /** The kind of calendar that the form is for now, and what it may be of. */
  scope: string;
  choices: ScopeChoice[];
  search: string;
  form: FormState;
  language: Language;
  mayMakeOwn: boolean;
}

export function MyCalendarPage(props: MyCalendarProps) {
  const { feeds, mayMakeOwn } = props;
  return (
    <>
      <PageHead
        title={t('calendar.my.title')}
        meta={t('calendar.my.intro')}
        actions={
          mayMakeOwn && (
            <PostButton to={`${base()}/own`} primary>
              {t('calendar.my.own')}
            </PostButton>
          )
        }
      />
      <Section title={t('calendar.my.links')} aside={feeds.length > 0 ? String(feeds.length) : undefined}>
        <Links {...props} />
      </Section>
      <NewLink {...props} />
      <Section title={t('calendar.password.title')}>
        <p>{t('calendar.password.why')}</p>
        <p>
          <Button href={`${base()}/passwords`}>{t('calendar.password.open')}</Button>
        </p>
      </Section>
      {Current.actor.personId && <Watchers watchers={props.watchers} />}
    </>
  );
}

function Links({ feeds, subjects }: MyCalendarProps) {
  const zone = Current.institution.timeZone;
  return (
    <List
      caption={t('calendar.my.links')}
      rows={feeds}
      rowKey={(feed) => feed.id}
      empty={<Empty title={t('calendar.my.none')}>{t('calendar.my.none_text')}</Empty>}
      columns={[
        {
          label: t('calendar.my.name'),
          cell: (feed) => (
            <>
              <a href={`${base()}/${feed.id}`} class="strong">
                <bdi>{feed.name}</bdi>
              </a>
              <br />
              <small class="mute">
                {t(`calendar.scope.${feed.scopeKind}`)}
                {subjects.get(feed.id) && subjects.get(feed.id) !== feed.name && `: ${subjects.get(feed.id)}`}
              </small>
            </>
          ),
        },
        { label: t('calendar.my.health'), cell: (feed) => <Health feed={feed} /> },
        {
          label: t('calendar.my.last_fetch'),
          cell: (feed) =>
            feed.lastFetchedAt ? (
              <>
                <Stamp at={feed.lastFetchedAt} zone={zone} />
                <br />
                <small class="mute">{feed.lastClient}</small>
              </>
            ) : (
              '–'
            ),
        },
        {
          label: <span class="vh">{t('calendar.my.actions')}</span>,
          class: 'end',
          cell: (feed) => (
            <PostButton
              to={`${base()}/${feed.id}/revocation`}
              small
              label={t('calendar.my.revoke_named', { name: feed.name })}
            >
              {t('calendar.my.revoke')}
            </PostButton>
          ),
        },
      ]}
    />
  );
}

/** How old the copy is that the reader's program holds. */
export function Health({ feed }: { feed: Feed }) {
  const health = healthOf(feed, Temporal.Now.instant());
  const look = { current: 'moss', behind: 'ochre', silent: 'ochre', never: 'mute', ended: 'wine' }[health.state];
  return <span class={look}>{t(`calendar.health.${health.state}`, { hours: health.hours })}</span>;
}

function NewLink({ scopes, scope, choices, search, form, language }: MyCalendarProps) {
  return (
    <Section title={t('calendar.my.new')} id="new">
      <Tabs
        label={t('calendar.my.scope')}
        tabs={scopes.map(({ kind, label }) => ({
          label: t(label),
          href: `${base()}?scope=${kind}#new`,
          current: kind === scope,
        }))}
      />
      {(choices.length > 20 || search !== '') && (
        <Filters label={t('calendar.my.find')}>
          <input type="hidden" name="scope" value={scope} />
          <Field name="q" type="search" label={t('calendar.my.find')} value={search} />
        </Filters>
      )}
      {choices.length === 0 ? (
        <Empty title={t('calendar.my.nothing')} />
      ) : (
        <form method="post" action={base()} class="form-grid">
          <input type="hidden" name="scope" value={scope} />
          {scope !== 'public' && (
            <Select
              name="subject"
              label={t(`calendar.scope.${scope}`)}
              form={form}
              required
              options={choices.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <ChoiceFields form={form} scope={scope} feed={{ language, name: '' }} />
          <div>
            <Button>{t('calendar.my.create')}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}

function Watchers({ watchers }: { watchers: WatcherRow[] }) {
  return (
    <Section title={t('calendar.my.others')}>
      <p class="mute">{t('calendar.my.others_text')}</p>
      <List
        caption={t('calendar.my.others')}
        rows={watchers}
        rowKey={(row) => row.id}
        empty={<p>{t('calendar.my.others_none')}</p>}
        columns={[
          { label: t('calendar.my.who'), cell: (row) => <bdi>{row.account_name}</bdi> },
          { label: t('calendar.my.confidential'), cell: (row) => t(`calendar.discretion.${row.confidential}`) },
          {
            label: t('calendar.my.last_fetch'),
            cell: (row) =>
              row.last_fetched_at ? <Stamp at={row.last_fetched_at} zone={Current.institution.timeZone} /> : '–',
          },
        ]}
      />
    </Section>
  );
}
