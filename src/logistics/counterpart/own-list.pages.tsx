import { MEMBER_ROLES } from '../../activities/activity.entity.js';
import { formatDay, formatDays, formatZone } from '../../platform/i18n/format.js';
import type { Language } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import type { FormState } from '../../platform/web/forms.js';
import type { CounterpartLink } from './counterpart.entity.js';
import type { LineRow, OwnSide } from './counterpart.queries.js';

const p = (key: string, params?: Record<string, string | number>) => t(`logistics.public.${key}`, params);

interface OwnListProps {
  own: OwnSide;
  link: CounterpartLink;
  lines: LineRow[];
  token: string;
  language: Language;
  form?: FormState | undefined;
  /** The line that is being changed; none where one is added. */
  changed?: LineRow | undefined;
}

/** The delegation as its own side enters it: who was sent, what became of it, and the form for the next. */
export function OwnListPage({ own, link, lines, token, language, form, changed }: OwnListProps) {
  const path = `/c/${token}`;
  const query = `?lang=${language}`;
  return (
    <>
      <h1>{localized(own.title)}</h1>
      <p class="centre">
        {formatDays(own.starts_on, own.ends_on)} · <bdi>{own.city}</bdi>
      </p>
      <p class="foot">{p('hint', { day: formatDay(link.expiresOn) })}</p>
      {lines.length > 0 && (
        <ul class="pk own-list">
          {lines.map((line) => (
            <li key={line.id}>
              <div>
                <b>
                  <bdi>{nameOf(line)}</bdi>
                </b>
                <p class="small">
                  <bdi>{line.facts.post}</bdi>
                  {line.facts.role !== 'member' && (
                    <>
                      {line.facts.post && ' · '}
                      {p(`role.${line.facts.role}`)}
                    </>
                  )}
                </p>
                <p class="small">
                  <span class={line.state === 'accepted' ? 'moss' : 'ochre'}>{p(`state.${line.state}`)}</span>
                  {line.has_sealed && <> · {p('sealed')}</>}
                  {line.reason && (
                    <>
                      {' · '}
                      <bdi>{line.reason}</bdi>
                    </>
                  )}
                </p>
              </div>
              {line.state !== 'left' && (
                <p class="row-flex">
                  <a href={`${path}${query}&line=${line.id}`}>{p('change')}</a>
                  <PostButton
                    to={`${path}/people/${line.id}/removal${query}`}
                    small
                    plain
                    label={p('withdraw_of', { name: nameOf(line) })}
                  >
                    {p('withdraw')}
                  </PostButton>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <h2>{changed ? p('change_title', { name: nameOf(changed) }) : p('add')}</h2>
      <form
        class="form"
        method="post"
        action={changed ? `${path}/people/${changed.id}${query}` : `${path}/people${query}`}
      >
        <FormErrors form={form} />
        <LineFields form={form} changed={changed} zone={own.time_zone} />
        <div class="form-end">
          <Button primary>{p(changed ? 'save' : 'send')}</Button>
          {changed && (
            <Button href={`${path}${query}`} plain>
              {p('back')}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

function LineFields({
  form,
  changed,
  zone,
}: {
  form: FormState | undefined;
  changed: LineRow | undefined;
  zone: string;
}) {
  const facts = changed?.facts;
  const shared = (name: string) => ({ name, label: p(`field.${name}`), form });
  const hint = p('clock', { zone: formatZone(zone) });
  return (
    <>
      <Field {...shared('honorific')} value={facts?.honorific} maxlength={60} />
      <Field {...shared('givenName')} value={facts?.givenName} maxlength={120} />
      <Field {...shared('familyName')} value={facts?.familyName} maxlength={120} required />
      <Field {...shared('nativeName')} value={facts?.nativeName} maxlength={200} />
      <Field {...shared('post')} value={facts?.post} maxlength={200} />
      <Select
        {...shared('role')}
        value={facts?.role ?? 'member'}
        required
        options={MEMBER_ROLES.map((role) => ({ value: role, label: p(`role.${role}`) }))}
      />
      <Field {...shared('languages')} value={facts?.languages} maxlength={200} />
      <fieldset>
        <legend class="serif">{p('travel')}</legend>
        <Field {...shared('arrivesAt')} type="datetime-local" value={facts?.arrivesAt} hint={hint} />
        <Field {...shared('arrivesBy')} value={facts?.arrivesBy} maxlength={40} />
        <Field {...shared('leavesAt')} type="datetime-local" value={facts?.leavesAt} hint={hint} />
        <Field {...shared('leavesBy')} value={facts?.leavesBy} maxlength={40} />
      </fieldset>
      <fieldset>
        <legend class="serif">{p('restricted')}</legend>
        <p class="foot">{p(changed?.has_sealed ? 'restricted_kept' : 'restricted_hint')}</p>
        <Field {...shared('passportNumber')} autocomplete="off" maxlength={60} />
        <Field {...shared('passportExpires')} type="date" />
        <Field {...shared('diet')} maxlength={500} />
        <Field {...shared('allergies')} maxlength={500} />
        <Field {...shared('accessibility')} maxlength={500} />
      </fieldset>
      <Field {...shared('note')} value={facts?.note} maxlength={1000} />
    </>
  );
}

export const nameOf = ({ facts }: Pick<LineRow, 'facts'>) =>
  [facts.honorific, facts.givenName, facts.familyName].filter(Boolean).join(' ');
