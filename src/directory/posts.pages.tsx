import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { PageHead } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { Organisation } from './organisation.entity.js';
import type { Post } from './post.entity.js';
import type { RankRow } from './precedence.queries.js';

export interface PostFormProps {
  organisation: Organisation;
  post?: Post | undefined;
  /** Null for who does not keep the order of precedence. */
  ranks: RankRow[] | null;
  form?: FormState | undefined;
  title: string;
}

export function postForm({ organisation, post, ranks, form, title }: PostFormProps) {
  const back = `/${Current.institution.slug}/partners/${organisation.id}`;
  return (
    <>
      <PageHead title={title} eyebrow={<a href={back}>{localized(organisation.name)}</a>} />
      <form method="post" class="form" action={`${back}/posts${post ? `/${post.id}` : ''}`} novalidate>
        <FormErrors form={form} />
        {post && <input type="hidden" name="version" value={String(post.version)} />}
        <LocalizedField
          name="label"
          label={t('directory.field.post')}
          form={form}
          value={post?.label ?? null}
          required
        />
        {ranks && (
          <Select
            name="rankId"
            form={form}
            label={t('directory.precedence.level-with')}
            hint={t('directory.posts.rank-hint')}
            value={post?.rankId}
            empty={t('directory.precedence.outside')}
            options={ranks.map((rank) => ({ value: rank.id, label: `${rank.position}. ${localized(rank.label)}` }))}
          />
        )}
        <Field
          name="addressForm"
          form={form}
          label={t('directory.field.address-form')}
          hint={t('directory.posts.address-hint')}
          value={post?.addressForm}
        />
        <LocalizedField
          name="addressForms"
          label={t('directory.address-form.salutation')}
          form={form}
          value={post?.addressForms ?? null}
        />
        <Check
          name="singleHolder"
          form={form}
          label={t('directory.posts.single')}
          hint={t('directory.posts.single-hint')}
          checked={post?.singleHolder ?? false}
        />
        <Check name="maySign" form={form} label={t('directory.posts.signs')} checked={post?.maySign ?? false} />
        <div class="form-end">
          <Button primary>{t('directory.save')}</Button>
          <a href={back}>{t('directory.cancel')}</a>
        </div>
      </form>
    </>
  );
}
