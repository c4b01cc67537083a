import type { ComponentChildren } from 'preact';
import { formatDay } from '../platform/i18n/format.js';
import { directionOf } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Flag } from '../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../platform/web/components/section.js';
import type { CountryNames } from './country-names.js';
import { MembershipLine } from './membership-line.pages.js';
import type { AliasRow } from './merges.queries.js';
import type { MembershipRow } from './people.queries.js';
import type { Person } from './person.entity.js';
import { Aliases, Contact, NameForms, Portrait, Spoken } from './person-parts.pages.js';
import { nameOf, pathOf, RevealForm } from './restricted.pages.js';

export interface PersonPageProps {
  person: Person;
  memberships: MembershipRow[];
  aliases: AliasRow[];
  names: CountryNames;
  panels: Record<'main' | 'side', ComponentChildren[]>;
  mayWrite: boolean;
  mayReveal: boolean;
}

export function personPage({ person, memberships, aliases, names, panels, mayWrite, mayReveal }: PersonPageProps) {
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
              <Button plain href={`${pathOf(person)}/merging`}>
                {t('directory.merge.start')}
              </Button>
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
          <Portrait person={person} mayWrite={mayWrite} />
          <Section title={t('directory.people.contact')}>
            <Contact person={person} />
          </Section>
          <NameForms person={person} />
          <Section title={t('directory.people.about')}>
            <Facts
              facts={[
                [t('directory.field.pronunciation'), person.pronunciation],
                [t('directory.field.languages'), person.languages.length > 0 && <Spoken person={person} />],
                [t('directory.field.address-form'), today?.address_form],
                [t('directory.field.birth-date'), person.birthDate && formatDay(person.birthDate)],
                [t('directory.field.death-date'), person.deathDate && formatDay(person.deathDate)],
                ...person.identifiers.map(({ scheme, value }): [string, string] => [scheme, value]),
                [t('directory.field.note'), person.note],
              ]}
            />
          </Section>
          {mayReveal && (
            <Section title={t('directory.restricted.title')}>
              <p class="small mute">{t('directory.restricted.hint')}</p>
              <RevealForm person={person} />
            </Section>
          )}
          <Aliases person={person} aliases={aliases} mayWrite={mayWrite} />
          {panels.side}
        </div>
      </div>
    </>
  );
}
