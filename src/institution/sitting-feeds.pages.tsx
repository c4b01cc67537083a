import { Current, type LocalizedText } from '../platform/current.js';
import { formatInstant } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { FeedRow } from './sitting-feeds.service.js';

const here = () => `/${Current.institution.slug}/settings/sittings`;

interface WhoseProps {
  committees: { id: string; name: LocalizedText }[];
  committeeId: string | null;
  form: FormState | undefined;
}

/** Calendars that are kept in step with, and the form for one more. */
export function Feeds({ feeds, ...whose }: WhoseProps & { feeds: FeedRow[] }) {
  const { form } = whose;
  const { timeZone } = Current.institution;
  return (
    <Section title={t('institution.feed.title')}>
      {feeds.length === 0 && <p class="mute">{t('institution.feed.none')}</p>}
      <ul class="rule-list">
        {feeds.map((feed) => (
          <li key={feed.id}>
            <div>
              <p class="strong">{feed.name}</p>
              <p class="small">
                {feed.state === 'failing' ? (
                  <span class="wine">
                    {t(`institution.feed.fault.${feed.failure}`, { detail: feed.failure_detail ?? '' })}
                  </span>
                ) : (
                  t(`institution.feed.${feed.state}`, { days: feed.days })
                )}
              </p>
              {feed.in_step_at && (
                <p class="small mute">
                  {t('institution.feed.since', { at: formatInstant(feed.in_step_at, timeZone) })}
                </p>
              )}
            </div>
            <div class="rule-do">
              <PostButton
                to={`${here()}/feeds/${feed.id}/reading`}
                small
                label={`${t('institution.feed.read')}: ${feed.name}`}
              >
                {t('institution.feed.read')}
              </PostButton>
              <PostButton
                to={`${here()}/feeds/${feed.id}/removal`}
                small
                plain
                label={`${t('institution.feed.end')}: ${feed.name}`}
              >
                {t('institution.feed.end')}
              </PostButton>
            </div>
          </li>
        ))}
      </ul>
      <form class="form" method="post" action={`${here()}/feeds`}>
        <FormErrors form={form} />
        <Field name="name" label={t('institution.feed.name')} form={form} required />
        <Field
          name="url"
          type="url"
          label={t('institution.feed.url')}
          hint={t('institution.feed.url_hint')}
          form={form}
          required
        />
        <Whose {...whose} />
        <div class="form-end">
          <Button>{t('institution.feed.add')}</Button>
        </div>
      </form>
    </Section>
  );
}

/** Sitting days from a file, once. */
export function FileForm(whose: WhoseProps) {
  return (
    <Section title={t('institution.file.title')}>
      <form class="form" method="post" action={`${here()}/file`} data-controller="file-text">
        <div class="field">
          <label class="label" for="f-ics-file">
            {t('institution.file.choose')}
          </label>
          <input
            class="form-control"
            type="file"
            id="f-ics-file"
            accept=".ics,text/calendar"
            data-action="file-text#read"
          />
        </div>
        <TextArea
          name="ics"
          label={t('institution.file.text')}
          hint={t('institution.file.hint')}
          form={whose.form}
          rows={4}
          required
        />
        <Whose {...whose} />
        <div class="form-end">
          <Button>{t('institution.file.import')}</Button>
        </div>
      </form>
    </Section>
  );
}

function Whose({ committees, committeeId, form }: WhoseProps) {
  return (
    <Select
      name="committeeId"
      label={t('institution.sitting.whose')}
      form={form}
      value={committeeId}
      empty={t('institution.sitting.plenary')}
      options={committees.map(({ id, name }) => ({ value: id, label: localized(name) }))}
    />
  );
}
