import { Current } from '../current.js';
import { t } from '../i18n/translate.js';
import { Button, PostButton } from '../web/components/button.js';
import { Field } from '../web/components/field.js';
import { List } from '../web/components/list.js';
import { Empty, Facts, PageHead, Section } from '../web/components/section.js';
import { SettingsTabs } from '../web/components/settings-tabs.js';
import { Stamp } from '../web/components/time.js';
import type { FormState } from '../web/forms.js';
import type { Webhook, WebhookDelivery } from './webhook.entity.js';

const base = () => `/${Current.institution.slug}/settings/webhooks`;

interface Offers {
  offers: { type: string; label: string }[];
}

const inWords = (types: readonly string[], offers: Offers['offers']) =>
  offers
    .filter(({ type }) => types.includes(type))
    .map(({ label }) => t(label))
    .join(', ');

export function WebhooksPage({ webhooks, form, offers }: Offers & { webhooks: Webhook[]; form: FormState }) {
  return (
    <>
      <PageHead title={t('platform.webhooks.title')} meta={t('platform.webhooks.intro')} />
      <SettingsTabs current="webhooks" />
      <List
        caption={t('platform.webhooks.title')}
        rows={webhooks}
        rowKey={(one) => one.id}
        empty={<Empty title={t('platform.webhooks.none')} />}
        columns={[
          {
            label: t('platform.webhooks.name'),
            cell: (one) => (
              <a href={`${base()}/${one.id}`} class="strong">
                <bdi>{one.name}</bdi>
              </a>
            ),
          },
          { label: t('platform.webhooks.url'), cell: (one) => <bdi class="wrap">{one.url}</bdi> },
          { label: t('platform.webhooks.events'), cell: (one) => inWords(one.events, offers) },
        ]}
      />
      <Section title={t('platform.webhooks.new')}>
        <form method="post" action={base()} class="form-grid">
          <Field name="name" label={t('platform.webhooks.name')} form={form} required maxlength={80} />
          <Field
            name="url"
            type="url"
            label={t('platform.webhooks.url')}
            hint={t('platform.webhooks.url_hint')}
            form={form}
            required
            maxlength={500}
          />
          <fieldset>
            <legend>{t('platform.webhooks.events')}</legend>
            {offers.map(({ type, label }) => (
              <label key={type} class="check">
                <input type="checkbox" name="events[]" value={type} checked /> {t(label)}
              </label>
            ))}
          </fieldset>
          <div>
            <Button primary>{t('platform.webhooks.add')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}

export function WebhookPage({
  webhook,
  secret,
  deliveries,
  offers,
}: Offers & { webhook: Webhook; secret: string; deliveries: WebhookDelivery[] }) {
  const zone = Current.institution.timeZone;
  return (
    <>
      <PageHead
        eyebrow={<a href={base()}>{t('platform.webhooks.title')}</a>}
        title={<bdi>{webhook.name}</bdi>}
        actions={<PostButton to={`${base()}/${webhook.id}/end`}>{t('platform.webhooks.end')}</PostButton>}
      />
      <Facts
        facts={[
          [t('platform.webhooks.url'), <code>{webhook.url}</code>],
          [t('platform.webhooks.events'), inWords(webhook.events, offers)],
          [t('platform.webhooks.secret'), <code>{secret}</code>],
        ]}
      />
      <Section title={t('platform.webhooks.deliveries')}>
        <List
          caption={t('platform.webhooks.deliveries')}
          rows={deliveries}
          rowKey={(one) => one.id}
          empty={<p class="mute">{t('platform.webhooks.no_deliveries')}</p>}
          columns={[
            { label: t('platform.webhooks.what'), cell: (one) => inWords([one.type], offers) || one.type },
            {
              label: t('platform.webhooks.made'),
              class: 'nb',
              cell: (one) => <Stamp at={one.createdAt} zone={zone} />,
            },
            { label: t('platform.webhooks.state'), cell: (one) => <Outcome delivery={one} /> },
            { label: t('platform.webhooks.attempts'), numeric: true, cell: (one) => one.attempts },
            {
              label: t('platform.webhooks.answer'),
              cell: (one) => [one.lastStatus, one.lastAnswer?.slice(0, 120)].filter(Boolean).join(' ') || '–',
            },
            {
              label: <span class="vh">{t('platform.webhooks.replay')}</span>,
              class: 'end',
              cell: (one) => (
                <PostButton to={`${base()}/${webhook.id}/deliveries/${one.id}/replay`} small>
                  {t('platform.webhooks.replay')}
                </PostButton>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}

function Outcome({ delivery }: { delivery: WebhookDelivery }) {
  const look = { waiting: 'ochre', delivered: 'moss', failed: 'wine' }[delivery.state];
  return (
    <span class={look}>
      {t(`platform.webhooks.outcome.${delivery.state}`)}
      {delivery.nextAttemptAt && (
        <>
          {' '}
          <small class="mute">
            <Stamp at={delivery.nextAttemptAt} zone={Current.institution.timeZone} />
          </small>
        </>
      )}
    </span>
  );
}
