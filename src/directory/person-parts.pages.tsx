import type { JSX } from 'preact';
import { Current } from '../platform/current.js';
import { formatList } from '../platform/i18n/format.js';
import { displayNames } from '../platform/i18n/intl.js';
import { directionOf } from '../platform/i18n/languages.js';
import { currentLanguage, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Facts, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { AliasRow } from './merges.queries.js';
import { fullName } from './people.queries.js';
import { contactsOn, orderedName, type Person } from './person.entity.js';
import { nameOf, pathOf } from './restricted.pages.js';

/** The photograph, and the way to another. */
export function Portrait({ person, mayWrite }: { person: Person; mayWrite: boolean }) {
  if (!person.photoId && !mayWrite) return null;
  return (
    <div class="portrait-row">
      {person.photoId && (
        <img
          class="portrait"
          src={`${pathOf(person)}/photo?v=${person.photoId.slice(-8)}`}
          alt={t('directory.photo.of', { name: nameOf(person) })}
          width={96}
          height={120}
        />
      )}
      {mayWrite && (
        <details>
          <summary class="small">{t(person.photoId ? 'directory.photo.change' : 'directory.photo.add')}</summary>
          <form method="post" action={`${pathOf(person)}/photo`} enctype="multipart/form-data" class="form">
            <div class="field">
              <label class="label" for="f-photo">
                {t('directory.photo.file')}
              </label>
              <input
                class="form-control"
                id="f-photo"
                type="file"
                name="photo"
                accept="image/jpeg,image/png,image/webp"
                aria-describedby="f-photo-hint"
              />
              <p class="hint-text" id="f-photo-hint">
                {t('directory.photo.hint')}
              </p>
            </div>
            <div class="form-end">
              <Button small>{t('directory.photo.save')}</Button>
            </div>
          </form>
          {person.photoId && (
            <PostButton to={`${pathOf(person)}/photo/removal`} small plain>
              {t('directory.photo.remove')}
            </PostButton>
          )}
        </details>
      )}
    </div>
  );
}

/** How to reach the person today; what is past or still to come is told apart. */
export function Contact({ person }: { person: Person }) {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  const valid = new Set(contactsOn(person.contacts, today));
  return (
    <Facts
      facts={[
        [t('directory.field.email'), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
        [t('directory.field.phone'), person.phone && <bdi>{person.phone}</bdi>],
        ...person.contacts.map((one): [string, JSX.Element] => [
          [t(`directory.contact-kind.${one.kind}`), one.label].filter(Boolean).join(', '),
          <span key={one.value} class={valid.has(one) ? undefined : 'mute'}>
            {one.kind === 'email' ? <a href={`mailto:${one.value}`}>{one.value}</a> : <bdi>{one.value}</bdi>}
            {!valid.has(one) && <span> · {t('directory.people.not-today', spanOf(one))}</span>}
          </span>,
        ]),
      ]}
    />
  );
}

const spanOf = ({ from, until }: { from?: string | undefined; until?: string | undefined }) => ({
  span: [from ?? '…', until ?? '…'].join(' – '),
});

/** The name in every script it is kept in, and how the person is addressed in each language. */
export function NameForms({ person }: { person: Person }) {
  const forms = Object.entries(person.addressForms).filter(([, form]) => Object.values(form).some(Boolean));
  if (person.otherNames.length === 0 && forms.length === 0 && !person.patronymic) return null;
  const languages = displayNames(currentLanguage(), { type: 'language' });
  return (
    <Section title={t('directory.people.other-names')}>
      <ul class="name-forms">
        {person.patronymic && (
          <li>
            <bdi>{person.fullName}</bdi>
          </li>
        )}
        {person.otherNames.map((name, n) => (
          <li key={n}>
            <span lang={name.language} dir={directionOf(name.language)}>
              {orderedName(name)}
            </span>{' '}
            <span class="mute small">
              {[
                languages.of(name.language) ?? name.language,
                name.kind !== 'script' && t(`directory.name-kind.${name.kind}`),
                (name.from || name.until) && spanOf(name).span,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
        {forms.map(([language, form]) => (
          <li key={language}>
            <span lang={language} dir={directionOf(language)}>
              {[form.before, person.familyName, form.after].filter(Boolean).join(' ')}
              {form.salutation && ` — “${form.salutation}”`}
            </span>{' '}
            <span class="mute small">{languages.of(language) ?? language}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Spoken({ person }: { person: Person }) {
  const names = displayNames(currentLanguage(), { type: 'language' });
  return (
    <>
      {formatList(
        person.languages.map((tag) => {
          const level = person.languageLevels[tag];
          const name = names.of(tag) ?? tag;
          return level ? `${name} (${level === 'native' ? t('directory.language-native') : level})` : name;
        }),
      )}
    </>
  );
}

/** Entries that were merged into this one, each of which can be taken out again. */
export function Aliases({ person, aliases, mayWrite }: { person: Person; aliases: AliasRow[]; mayWrite: boolean }) {
  if (aliases.length === 0) return null;
  return (
    <Section title={t('directory.merge.aliases')}>
      <ul class="moves parts">
        {aliases.map((one) => (
          <li key={one.merge_id}>
            <div>
              <p>
                <bdi>{fullName(one)}</bdi> {one.native_name}
              </p>
              <p class="small mute">
                <Stamp at={one.merged_at} zone={Current.institution.timeZone} />
                {one.merged_by && ` · ${one.merged_by}`}
              </p>
              {mayWrite && (
                <PostButton
                  to={`${pathOf(person)}/merges/${one.merge_id}/undoing`}
                  small
                  plain
                  label={t('directory.merge.undo-of', { name: fullName(one) })}
                >
                  {t('directory.merge.undo')}
                </PostButton>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
