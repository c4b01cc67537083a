import { fullName, type PersonRow } from '../directory/people.queries.js';
import type { LocalizedText } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Flag, PersonName, Text } from '../platform/web/components/names.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { MemberRow } from './activities.queries.js';
import { MEMBER_ROLES, type Side } from './activity.entity.js';
import { peopleOf } from './delegation-row.pages.js';

export interface NewMemberProps {
  activityId: string;
  side: Side;
  q: string;
  /** Whom the search found; while nothing is asked for, people of the partner. */
  found: PersonRow[];
  /** The partner whose people these are. */
  partner?: LocalizedText | undefined;
  /** Who stands on the list already. */
  listed: ReadonlySet<string>;
  form?: FormState | undefined;
}

/** Adds somebody: whoever is in the directory already by a search, everybody else typed in. */
export function NewMemberPage({ activityId, side, q, found, partner, listed, form }: NewMemberProps) {
  const path = peopleOf(activityId);
  return (
    <div class="two">
      <Section
        title={t('activities.people.from_directory')}
        aside={<a href={path}>{t('activities.people.to_list')}</a>}
      >
        <form
          method="get"
          action={`${path}/new`}
          role="search"
          class="filters"
          data-controller="autosubmit"
          data-action="input->autosubmit#later"
        >
          <input type="hidden" name="side" value={side} />
          <Field name="q" type="search" label={t('activities.people.search')} value={q} />
          <Button>{t('activities.people.search_do')}</Button>
        </form>
        {q && found.length === 0 && <p class="mute">{t('activities.people.not_found')}</p>}
        {partner && (
          <p class="mute">
            {t('activities.people.of_partner')}: <Text of={partner} />
          </p>
        )}
        <ul class="moves plain">
          {found.map((person) => (
            <li key={person.id}>
              <div class="row-flex between">
                <div>
                  <PersonName
                    name={fullName(person)}
                    native={
                      person.native_name && person.native_language
                        ? { text: person.native_name, lang: person.native_language }
                        : null
                    }
                  />{' '}
                  <Flag country={person.country} named />
                  <p class="small mute">
                    {[person.post, person.organisation]
                      .filter(Boolean)
                      .map((text) => localized(text))
                      .join(', ')}
                  </p>
                </div>
                {listed.has(person.id) ? (
                  <span class="small mute">{t('activities.people.listed')}</span>
                ) : (
                  <form method="post" action={`${path}?side=${side}&more=on&q=${encodeURIComponent(q)}`} class="inline">
                    <input type="hidden" name="personId" value={person.id} />
                    {person.post && <input type="hidden" name="post" value={localized(person.post)} />}
                    <Button small label={t('activities.people.add_of', { name: fullName(person) })}>
                      {t('activities.people.add')}
                    </Button>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('activities.people.somebody_new')}>
        <form class="form" method="post" action={`${path}?side=${side}`}>
          <FormErrors form={form} />
          <div class="form-row">
            <Field name="honorific" label={t('activities.people.honorific')} form={form} />
            <Field name="givenName" label={t('activities.people.given_name')} form={form} />
            <Field name="familyName" label={t('activities.people.family_name')} form={form} required />
          </div>
          <MemberFields form={form} />
          <div class="form-end">
            <Button primary>{t(`activities.people.add_${side}`)}</Button>
            <Button href={path} plain>
              {t('activities.people.back')}
            </Button>
          </div>
        </form>
      </Section>
    </div>
  );
}

export function MemberPage({
  activityId,
  member,
  form,
}: {
  activityId: string;
  member: MemberRow;
  form?: FormState | undefined;
}) {
  const path = peopleOf(activityId);
  return (
    <Section title={fullName(member)}>
      <form class="form" method="post" action={`${path}/${member.id}`}>
        <FormErrors form={form} />
        <MemberFields form={form} member={member} />
        <div class="form-end">
          <Button primary>{t('activities.people.save')}</Button>
          <Button href={path} plain>
            {t('activities.people.back')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function MemberFields({ form, member }: { form: FormState | undefined; member?: MemberRow }) {
  return (
    <>
      <div class="form-row">
        <Select
          name="role"
          label={t('activities.people.role')}
          form={form}
          value={member?.role ?? 'member'}
          required
          options={MEMBER_ROLES.map((role) => ({ value: role, label: t(`activities.role.${role}`) }))}
        />
        <Field
          name="post"
          label={t('activities.people.post')}
          form={form}
          value={member?.post_label ? localized(member.post_label) : ''}
          hint={t('activities.people.post_hint')}
          maxlength={200}
        />
      </div>
    </>
  );
}
