import { Current } from '../platform/current.js';
import { formatMoney } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { fromMinor } from '../platform/money.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, type Option, Select, TextArea } from '../platform/web/components/field.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Day } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { DIRECTIONS, FATES, type Gift } from './gift.entity.js';
import { allows } from './gift.rules.js';
import type { ShownLimit } from './gift-limits.service.js';
import type { GiftRow } from './gifts.queries.js';
import { fateOf, giftsPath, valueOf } from './gifts.pages.js';

export interface GiftPageProps {
  row: GiftRow;
  /** Limits that it goes over. */
  over: ShownLimit[];
  mayKeep: boolean;
  mayDeclare: boolean;
  form?: FormState | undefined;
}

export function GiftPage({ row, over, mayKeep, mayDeclare, form }: GiftPageProps) {
  const here = `${giftsPath()}/${row.id}`;
  const fates = FATES.filter((fate) => over.every((limit) => allows(limit, fate)));
  const isReceived = row.direction === 'received';
  const declare = isReceived && !row.declared_on && mayDeclare && (
    <PostButton to={`${here}/declaration`} primary>
      {t('gifts.declare')}
    </PostButton>
  );
  return (
    <>
      <PageHead
        eyebrow={
          <a href={giftsPath()}>
            {t('gifts.title')} · {t('gifts.no', { number: `${row.number}/${row.year}` })}
          </a>
        }
        title={<bdi>{row.description}</bdi>}
        actions={
          <>
            {mayKeep && <Button href={`${here}/edit`}>{t('gifts.change')}</Button>}
            {declare}
          </>
        }
      />
      {over.map((limit) => (
        <div key={limit.code} class="conflict" role="note">
          <p>
            {localized(limit.name)}
            {limit.basis && ` (${limit.basis})`}
          </p>
        </div>
      ))}
      <div class="cols">
        <div class="stack">
          <Facts
            facts={[
              [t('gifts.field.direction'), t(`gifts.direction.${row.direction}`)],
              [t('gifts.field.day'), <Day key="day" day={row.on_day} />],
              [t(isReceived ? 'gifts.field.giver' : 'gifts.field.receiver'), row.party],
              [t(isReceived ? 'gifts.field.receiver' : 'gifts.field.giver'), row.person],
              [t('gifts.field.value'), valueOf(row)],
              [
                t('gifts.field.activity'),
                row.activity && (
                  <a href={`/${Current.institution.slug}/activities/${row.activity_id}/gifts`}>
                    {localized(row.activity)}
                  </a>
                ),
              ],
              [t('gifts.field.declared'), row.declared_on && <Day day={row.declared_on} />],
              [t('gifts.field.fate'), isReceived ? fateOf(row) : null],
              [t('gifts.field.decided'), row.fate_on && <Day day={row.fate_on} />],
              [
                t('gifts.field.price'),
                row.redeemed_minor !== null && row.currency ? formatMoney(row.redeemed_minor, row.currency) : null,
              ],
              [t('gifts.field.note'), row.fate_note],
            ]}
          />
        </div>
        {isReceived && mayKeep && (
          <div class="stack">
            <Section title={t('gifts.decide')}>
              <form method="post" class="form" action={`${here}/fate`} novalidate>
                <FormErrors form={form} />
                <Select
                  name="fate"
                  required
                  form={form}
                  label={t('gifts.field.fate')}
                  value={row.fate}
                  empty="–"
                  options={fates.map((value) => ({ value, label: t(`gifts.fate.${value}`) }))}
                />
                {row.currency && (
                  <Field
                    name="price"
                    form={form}
                    inputmode="decimal"
                    label={t('gifts.price_in', { currency: row.currency })}
                    hint={t('gifts.price_hint')}
                    value={row.redeemed_minor !== null ? fromMinor(row.redeemed_minor, row.currency) : undefined}
                  />
                )}
                <TextArea
                  name="note"
                  rows={2}
                  form={form}
                  label={t('gifts.field.note')}
                  hint={t('gifts.note_hint')}
                  value={row.fate_note}
                />
                <div class="form-end">
                  <Button primary={Boolean(row.declared_on)}>{t('gifts.save')}</Button>
                </div>
              </form>
            </Section>
          </div>
        )}
      </div>
    </>
  );
}

export interface GiftFormProps {
  title: string;
  gift?: Gift | undefined;
  activity: { id: string; title: string; partner: string; day: Temporal.PlainDate } | null;
  people: Option[];
  currency: string;
  form?: FormState | undefined;
}

export function GiftForm({ title, gift, activity, people, currency, form }: GiftFormProps) {
  const tab = activity && `/${Current.institution.slug}/activities/${activity.id}/gifts`;
  const back = gift ? `${giftsPath()}/${gift.id}` : (tab ?? giftsPath());
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return (
    <>
      <PageHead
        title={title}
        eyebrow={<a href={giftsPath()}>{t('gifts.title')}</a>}
        meta={activity && <span>{activity.title}</span>}
      />
      <form method="post" class="form" action={gift ? back : giftsPath()} novalidate>
        <FormErrors form={form} />
        {gift && <input type="hidden" name="version" value={String(gift.version)} />}
        {gift?.partnerId && <input type="hidden" name="partnerId" value={gift.partnerId} />}
        {activity && <input type="hidden" name="activityId" value={activity.id} />}
        <div class="form-row">
          <Select
            name="direction"
            required
            form={form}
            label={t('gifts.field.direction')}
            value={gift?.direction ?? 'received'}
            options={DIRECTIONS.map((value) => ({ value, label: t(`gifts.direction.${value}`) }))}
          />
          <Field
            name="onDay"
            type="date"
            required
            form={form}
            max={today.toString()}
            label={t('gifts.field.day')}
            value={(gift?.onDay ?? activity?.day ?? today).toString()}
          />
        </div>
        <TextArea
          name="description"
          rows={2}
          required
          form={form}
          label={t('gifts.field.description')}
          value={gift?.description}
        />
        <div class="form-row">
          <Field
            name="party"
            required
            form={form}
            label={t('gifts.field.party')}
            value={gift?.party ?? activity?.partner}
            maxlength={300}
          />
          <Select
            name="personId"
            form={form}
            label={t('gifts.field.person')}
            value={gift?.personId}
            empty="–"
            options={people}
          />
        </div>
        <div class="form-row">
          <Field
            name="amount"
            form={form}
            inputmode="decimal"
            label={t('gifts.field.value')}
            value={gift?.value ? fromMinor(gift.value.minor, gift.value.currency) : undefined}
          />
          <Field
            name="currency"
            form={form}
            label={t('gifts.field.currency')}
            value={gift?.currency ?? currency}
            maxlength={3}
          />
        </div>
        <Check name="isEstimate" form={form} label={t('gifts.field.estimate')} checked={gift?.isEstimate ?? false} />
        <div class="form-end">
          <Button primary>{t('gifts.save')}</Button>
          <a href={back}>{t('gifts.cancel')}</a>
        </div>
      </form>
    </>
  );
}
