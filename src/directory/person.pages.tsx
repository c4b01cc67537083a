import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { formatLanguages } from '../platform/i18n/format.js';
import { directionOf } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Day } from '../platform/web/components/time.js';
import type { CountryNames } from './country-names.js';
import type { MembershipRow } from './people.queries.js';
import type { Person } from './person.entity.js';
import { nameOf, pathOf, RevealForm } from './restricted.pages.js';

export interface PersonPageProps {
  person: Person;
  memberships: MembershipRow[];
  names: CountryNames;
  panels: Record<'main' | 'side', ComponentChildren[]>;
  mayWrite: boolean;
  mayReveal: boolean;
}

export function personPage({ person, memberships, names, panels, mayWrite, mayReveal }: PersonPageProps) {
  const today = memberships.find((one) => one.is_current);
  return (
    <>
      <PageHead
        eyebrow={t('directory.kind.person')}
        title={
          <>
            <bdi>{nameOf(person)}</bdi>{' '}
            {person.nativeName && (
              <span
                class="native"
                lang={person.nativeLanguage ?? 'und'}
                dir={directionOf(person.nativeLanguage ?? 'und')}
              >
                {person.nativeName}
              </span>
            )}
          </>
        }
        meta={
          <>
            {person.country && (
              <span class="nb">
                <Flag country={person.country} /> {names.of(person.country)}
              </span>
            )}
            {today && <span>{[localized(today.post), localized(today.organisation)].filter(Boolean).join(', ')}</span>}
          </>
        }
        actions={
          mayWrite && (
            <>
              <Button href={`${pathOf(person)}/edit`}>{t('directory.edit')}</Button>
              <Button href={`${pathOf(person)}/memberships/new`} primary icon="plus">
                {t('directory.membership.add')}
              </Button>
            </>
          )
        }
      />
      <div class="cols">
        <div class="stack">
          <Section title={t('directory.membership.title')}>
            {memberships.length === 0 && (
              <Empty title={t('directory.membership.none')}>{t('directory.membership.none-hint')}</Empty>
            )}
            <ul class="moves">
              {memberships.map((one) => (
                <MembershipLine key={one.id} one={one} person={person} mayWrite={mayWrite} />
              ))}
            </ul>
          </Section>
          {panels.main}
        </div>
        <div class="stack">
          <Section title={t('directory.people.contact')}>
            <Facts
              facts={[
                [t('directory.field.email'), person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
                [t('directory.field.phone'), person.phone && <bdi>{person.phone}</bdi>],
                [t('directory.field.languages'), formatLanguages(person.languages)],
                [t('directory.field.address-form'), today?.address_form],
              ]}
            />
          </Section>
          {mayReveal && (
            <Section title={t('directory.restricted.title')}>
              <p class="small mute">{t('directory.restricted.hint')}</p>
              <RevealForm person={person} />
            </Section>
          )}
          {panels.side}
        </div>
      </div>
    </>
  );
}

function MembershipLine({ one, person, mayWrite }: { one: MembershipRow; person: Person; mayWrite: boolean }) {
  return (
    <li>
      <span class="t">{one.starts_on?.year ?? ''}</span>
      <div>
        <p>
          <b>
            <Text of={one.post} />
          </b>
          {one.post && ', '}
          <a href={`/${Current.institution.slug}/partners/${one.organisation_id}`}>
            <Text of={one.organisation} />
          </a>
        </p>
        <p>
          {one.starts_on && (
            <>
              {t('directory.membership.from')} <Day day={one.starts_on} />{' '}
            </>
          )}
          {one.ends_on && (
            <>
              {t('directory.membership.to')} <Day day={one.ends_on} />
            </>
          )}
          {mayWrite && !one.ends_on && (
            <Button
              small
              plain
              href={`${pathOf(person)}/memberships/${one.id}/end`}
              label={t('directory.membership.end-of', { name: localized(one.organisation) })}
            >
              {t('directory.membership.end')}
            </Button>
          )}
        </p>
      </div>
    </li>
  );
}
