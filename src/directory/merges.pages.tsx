import type { ComponentChildren } from 'preact';
import { formatCountry, formatDay, formatLanguages } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { PersonName } from '../platform/web/components/names.js';
import { PageHead } from '../platform/web/components/section.js';
import { Current } from '../platform/current.js';
import { fullName, type MembershipRow, type PersonRow } from './people.queries.js';
import type { Person } from './person.entity.js';
import { nameOf, pathOf } from './restricted.pages.js';

export interface MergingPageProps {
  one: Person;
  other: Person | null;
  posts: MembershipRow[][];
  found: PersonRow[];
  q: string;
  title: string;
}

/** Both side by side; the writer says whose name and details are kept. */
export function mergingPage({ one, other, posts, found, q, title }: MergingPageProps) {
  return (
    <>
      <PageHead eyebrow={<a href={pathOf(one)}>{nameOf(one)}</a>} title={title} />
      {other ? <Compared one={one} other={other} posts={posts} /> : <Choice one={one} found={found} q={q} />}
    </>
  );
}

function Choice({ one, found, q }: Pick<MergingPageProps, 'one' | 'found' | 'q'>) {
  return (
    <>
      <form method="get" class="form" action={`${pathOf(one)}/merging`}>
        <Field name="q" type="search" label={t('directory.merge.with')} value={q} />
        <div class="form-end">
          <Button>{t('directory.merge.find')}</Button>
        </div>
      </form>
      <ul class="moves parts">
        {found
          .filter(({ id }) => id !== one.id)
          .map((row) => (
            <li key={row.id}>
              <div>
                <PersonName
                  name={fullName(row)}
                  native={row.native_name ? { text: row.native_name, lang: row.native_language ?? 'und' } : null}
                  href={`/${Current.institution.slug}/people/${one.id}/merging?with=${row.id}`}
                />
                <p class="small">{[localized(row.post), localized(row.organisation)].filter(Boolean).join(', ')}</p>
              </div>
            </li>
          ))}
      </ul>
    </>
  );
}

function Compared({ one, other, posts }: { one: Person; other: Person; posts: MembershipRow[][] }) {
  const both = [one, other];
  // The one with more behind it is the one to keep, until somebody says otherwise.
  const richer = (posts[1]?.length ?? 0) > (posts[0]?.length ?? 0) ? 1 : 0;
  const row = (label: string, value: (person: Person, n: number) => ComponentChildren) => {
    const cells = both.map(value);
    return cells.every((cell) => cell === null || cell === undefined || cell === '') ? null : (
      <tr>
        <th scope="row">{label}</th>
        {cells.map((cell, n) => (
          <td key={n}>{cell}</td>
        ))}
      </tr>
    );
  };
  return (
    <form method="post" action={`${pathOf(one)}/merging`} class="stack">
      <input type="hidden" name="with" value={other.id} />
      <p class="lead">{t('directory.merge.hint')}</p>
      <div class="list-frame" tabIndex={0} role="region" aria-label={t('directory.merge.title')}>
        <table class="list">
          <caption class="vh">{t('directory.merge.title')}</caption>
          <thead>
            <tr>
              <td />
              {both.map((person, n) => (
                <th key={person.id} scope="col">
                  <label class="opt">
                    <input type="radio" name="kept" value={person.id} checked={n === richer} />
                    <span>{t('directory.merge.keep', { name: nameOf(person) })}</span>
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row(t('directory.people.name'), (person) => (
              <bdi>{person.fullName}</bdi>
            ))}
            {row(t('directory.field.native-name'), (person) => person.nativeName)}
            {row(t('directory.field.birth-date'), (person) => person.birthDate && formatDay(person.birthDate))}
            {row(t('directory.field.country'), (person) => person.country && formatCountry(person.country))}
            {row(t('directory.field.email'), (person) => person.email)}
            {row(t('directory.field.phone'), (person) => person.phone)}
            {row(t('directory.field.languages'), (person) => formatLanguages(person.languages))}
            {row(t('directory.membership.title'), (_person, n) =>
              (posts[n] ?? [])
                .slice(0, 6)
                .map((one) => [localized(one.post), localized(one.organisation)].filter(Boolean).join(', '))
                .join('; '),
            )}
          </tbody>
        </table>
      </div>
      <div class="form-end">
        <Button primary>{t('directory.merge.do')}</Button>
        <a href={pathOf(one)}>{t('directory.cancel')}</a>
      </div>
    </form>
  );
}
