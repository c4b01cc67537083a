import type { ActivityRow } from '../activities/activities.queries.js';
import { Current } from '../platform/current.js';
import { languageNames, publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Empty, Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { AUDIENCES } from '../programme/programme-item.entity.js';
import type { Feed } from './feed.entity.js';

const base = () => `/${Current.institution.slug}/my-calendar`;

export function MyCalendarPage({
  feeds,
  activities,
  form,
  hasPerson,
}: {
  feeds: Feed[];
  activities: ActivityRow[];
  form: FormState;
  hasPerson: boolean;
}) {
  const living = feeds.filter((feed) => !feed.revokedAt);
  return (
    <>
      <PageHead title={t('calendar.my.title')} meta={t('calendar.my.intro')} />
      <Section title={t('calendar.my.links')} aside={living.length > 0 ? String(living.length) : undefined}>
        {living.length === 0 ? (
          <Empty title={t('calendar.my.none')}>{t('calendar.my.none_text')}</Empty>
        ) : (
          <Feeds feeds={living} />
        )}
      </Section>
      <Section title={t('calendar.my.new')}>
        <form method="post" action={base()} class="form-grid">
          <Field
            name="name"
            label={t('calendar.my.name')}
            form={form}
            required
            maxlength={80}
            hint={t('calendar.my.name_hint')}
          />
          <Select
            name="scope"
            label={t('calendar.my.scope')}
            form={form}
            required
            options={[
              ...(hasPerson ? [{ value: 'person', label: t('calendar.my.scope_person') }] : []),
              { value: 'activity', label: t('calendar.my.scope_activity') },
            ]}
          />
          <Select
            name="activityId"
            label={t('calendar.my.activity')}
            form={form}
            options={[
              { value: '', label: '–' },
              ...activities.map((one) => ({ value: one.id, label: localized(one.title) })),
            ]}
          />
          <Select
            name="audience"
            label={t('calendar.my.audience')}
            form={form}
            value="working"
            required
            options={AUDIENCES.map((one) => ({ value: one, label: t(`calendar.audience.${one}`) }))}
          />
          <Select
            name="language"
            label={t('calendar.my.language')}
            form={form}
            value={Current.locale}
            required
            options={publicLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
          />
          <Select
            name="confidential"
            label={t('calendar.my.confidential')}
            form={form}
            value="busy"
            required
            options={(['busy', 'omit', 'full'] as const).map((one) => ({
              value: one,
              label: t(`calendar.discretion.${one}`),
            }))}
          />
          <div>
            <Button primary>{t('calendar.my.create')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}

function Feeds({ feeds }: { feeds: Feed[] }) {
  const zone = Current.institution.timeZone;
  return (
    <table class="list">
      <caption class="vh">{t('calendar.my.links')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('calendar.my.name')}</th>
          <th scope="col">{t('calendar.my.last_fetch')}</th>
          <th scope="col">{t('calendar.my.client')}</th>
          <th scope="col">{t('calendar.my.confidential')}</th>
          <th scope="col">
            <span class="vh">{t('calendar.my.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {feeds.map((feed) => (
          <tr key={feed.id}>
            <td>
              <a href={`${base()}/${feed.id}`}>{feed.name}</a>
            </td>
            <td>
              {feed.lastFetchedAt ? (
                <Stamp at={feed.lastFetchedAt} zone={zone} />
              ) : (
                <span class="ochre">{t('calendar.my.never')}</span>
              )}
            </td>
            <td>{feed.lastClient ?? '–'}</td>
            <td>{t(`calendar.discretion.${feed.confidential}`)}</td>
            <td class="end">
              <PostButton
                to={`${base()}/${feed.id}/revocation`}
                small
                label={t('calendar.my.revoke_named', { name: feed.name })}
              >
                {t('calendar.my.revoke')}
              </PostButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function SubscribePage({ feed, url, qr }: { feed: Feed; url: string; qr: string }) {
  const webcal = url.replace(/^https?/, 'webcal');
  const google = `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
  const outlook = `https://outlook.office.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=${encodeURIComponent(feed.name)}`;
  return (
    <>
      <PageHead eyebrow={t('calendar.my.title')} title={feed.name} meta={t('calendar.my.secret')} />
      <Section title={t('calendar.my.subscribe')}>
        <p class="row-flex">
          <Button href={webcal} primary>
            {t('calendar.my.apple')}
          </Button>
          <Button href={google}>{t('calendar.my.google')}</Button>
          <Button href={outlook}>{t('calendar.my.outlook')}</Button>
        </p>
        <p class="small mute">{t('calendar.my.delay')}</p>
        <p>
          <img src={qr} width={220} height={220} alt={t('calendar.my.qr')} />
        </p>
      </Section>
      <Section title={t('calendar.my.address')}>
        <p>
          <code class="feed-url">{url}</code>
        </p>
        <Facts
          facts={[
            [
              t('calendar.my.last_fetch'),
              feed.lastFetchedAt ? (
                <Stamp at={feed.lastFetchedAt} zone={Current.institution.timeZone} />
              ) : (
                t('calendar.my.never')
              ),
            ],
            [t('calendar.my.client'), feed.lastClient],
            [t('calendar.my.confidential'), t(`calendar.discretion.${feed.confidential}`)],
          ]}
        />
        <div class="row-flex">
          <PostButton to={`${base()}/${feed.id}/rotation`}>{t('calendar.my.rotate')}</PostButton>
          <PostButton to={`${base()}/${feed.id}/revocation`}>{t('calendar.my.revoke')}</PostButton>
        </div>
      </Section>
    </>
  );
}
