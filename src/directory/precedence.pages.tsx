import { Current, type LocalizedText } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Select } from '../platform/web/components/field.js';
import { Icon } from '../platform/web/components/icon.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import type { RankRow } from './precedence.queries.js';

export interface PrecedencePageProps {
  ranks: RankRow[];
  unranked: { id: string; label: LocalizedText; organisation: LocalizedText }[];
  form?: FormState | undefined;
  equivalent?: FormState | undefined;
  title: string;
}

const here = () => `/${Current.institution.slug}/settings/precedence`;

export function precedencePage({ ranks, unranked, form, equivalent, title }: PrecedencePageProps) {
  return (
    <>
      <PageHead eyebrow={t('platform.settings')} title={title} />
      <SettingsTabs current="precedence" />
      <div class="stack">
        <FormErrors form={form} />
        <p class="lead">{t('directory.precedence.hint')}</p>
        {ranks.length === 0 ? (
          <Empty title={t('directory.precedence.none')}>{t('directory.precedence.none-hint')}</Empty>
        ) : (
          <Order ranks={ranks} title={title} />
        )}
        <div class="cols">
          <Section title={t('directory.precedence.add')}>
            <form method="post" class="form" action={here()} novalidate>
              <LocalizedField name="label" label={t('directory.precedence.rank')} form={form} required />
              <Select
                name="position"
                form={form}
                label={t('directory.precedence.before')}
                empty={t('directory.precedence.at-the-end')}
                options={ranks.map((rank) => ({ value: String(rank.position), label: localized(rank.label) }))}
              />
              <div class="form-end">
                <Button primary>{t('directory.precedence.add')}</Button>
              </div>
            </form>
          </Section>
          <Section title={t('directory.precedence.equivalents')}>
            <form method="post" class="form" action={`${here()}/equivalents`} novalidate>
              <FormErrors form={equivalent} />
              <p class="small mute">{t('directory.precedence.equivalents-hint')}</p>
              <Select
                name="postId"
                form={equivalent}
                label={t('directory.field.post')}
                empty={t('directory.choose')}
                required
                options={unranked.map((post) => ({
                  value: post.id,
                  label: localized(post.label),
                  group: localized(post.organisation),
                }))}
              />
              <Select
                name="rankId"
                form={equivalent}
                label={t('directory.precedence.level-with')}
                empty={t('directory.precedence.outside')}
                options={ranks.map((rank) => ({ value: rank.id, label: `${rank.position}. ${localized(rank.label)}` }))}
              />
              <div class="form-end">
                <Button>{t('directory.precedence.equate')}</Button>
              </div>
            </form>
          </Section>
        </div>
      </div>
    </>
  );
}

function Order({ ranks, title }: { ranks: RankRow[]; title: string }) {
  return (
    <div data-controller="rank" data-action="keydown->rank#key">
      <p class="small mute">{t('directory.precedence.move-hint')}</p>
      <form method="post" data-rank-target="form" hidden>
        <input type="hidden" name="position" />
      </form>
      <div class="list-frame" tabIndex={0} role="region" aria-label={title}>
        <table class="list ranks">
          <caption class="vh">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('directory.precedence.place')}</th>
              <th scope="col">{t('directory.precedence.rank')}</th>
              <th scope="col">{t('directory.precedence.posts')}</th>
              <th scope="col">
                <span class="vh">{t('directory.precedence.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody data-action="dragover->rank#over drop->rank#drop">
            {ranks.map((rank, n) => (
              <Line key={rank.id} rank={rank} place={n + 1} last={ranks.length} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Line({ rank, place, last }: { rank: RankRow; place: number; last: number }) {
  const path = `${here()}/${rank.id}`;
  const name = localized(rank.label);
  const step = (to: number, way: 'up' | 'down') => (
    <PostButton
      to={`${path}/rank`}
      fields={{ position: String(to) }}
      small
      plain
      label={t(`directory.precedence.${way}-of`, { name })}
    >
      {way === 'up' ? '↑' : '↓'}
    </PostButton>
  );
  return (
    <tr id={`row-${rank.id}`} data-side="order">
      <td class="no">
        <span
          class="grip"
          draggable
          aria-hidden="true"
          data-side="order"
          data-position={place}
          data-url={`${path}/rank`}
          data-action="dragstart->rank#take"
        >
          <Icon name="grip-vertical" />
        </span>
        {place}
      </td>
      <td>
        <details>
          <summary class="strong">
            <Text of={rank.label} />
          </summary>
          <form method="post" class="form" action={`${path}/name`}>
            <LocalizedField name="label" label={t('directory.precedence.rank')} value={rank.label} required />
            <div class="form-end">
              <Button small>{t('directory.save')}</Button>
            </div>
          </form>
        </details>
      </td>
      <td>
        {rank.posts.map((post) => (
          <p key={post.id} class="small">
            <Flag country={post.country} /> <Text of={post.label} />,{' '}
            <a href={`/${Current.institution.slug}/partners/${post.organisation_id}`}>
              <Text of={post.organisation} />
            </a>
          </p>
        ))}
      </td>
      <td class="nb">
        <span class="rank-tools">
          {place > 1 && step(place - 1, 'up')}
          {place < last && step(place + 1, 'down')}
          {rank.posts.length === 0 && (
            <PostButton to={`${path}/removal`} small plain label={t('directory.precedence.remove-of', { name })}>
              {t('directory.precedence.remove')}
            </PostButton>
          )}
        </span>
      </td>
    </tr>
  );
}
