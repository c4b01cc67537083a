import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { formatDay, formatList } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Text } from '../platform/web/components/names.js';
import { Facts, Section } from '../platform/web/components/section.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { CountriesService } from './countries.service.js';
import type { FormerName } from './organisation.entity.js';
import { type PartnerSubject, PartnerPanels } from './panels.registry.js';
import { type PostRow, PostsQueries } from './posts.queries.js';
import type { Contact, Identifier } from './person.entity.js';

interface FactsRow {
  parent_id: string | null;
  parent: LocalizedText | null;
  former_names: FormerName[];
  abbreviation: string | null;
  website: string | null;
  founded_on: Temporal.PlainDate | null;
  dissolved_on: Temporal.PlainDate | null;
  contacts: Contact[];
  identifiers: Identifier[];
  country: string | null;
}

/** What the directory itself says on an organisation's page: where it belongs, its former names, its offices. */
@Injectable()
export class OrganisationPanels implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly panels: PartnerPanels,
    private readonly posts: PostsQueries,
    private readonly permissions: PermissionsService,
    private readonly countries: CountriesService,
  ) {}

  onModuleInit(): void {
    this.panels.add({ id: 'facts', column: 'side', order: 5, draw: (subject) => this.facts(subject) });
    this.panels.add({ id: 'posts', column: 'main', order: 80, draw: (subject) => this.offices(subject) });
  }

  private async facts({ id }: PartnerSubject) {
    const [row] = await this.db.rows<FactsRow>(
      `select o.parent_id, above.name as parent, o.former_names, o.abbreviation, o.website, o.founded_on, o.dissolved_on, o.contacts,
              o.identifiers, o.country
         from organisation o left join organisation above on above.institution_id = o.institution_id and above.id = o.parent_id
        where o.institution_id = $1 and o.id = $2`,
      [Current.institutionId, id],
    );
    if (!row) return null;
    const house = `/${Current.institution.slug}`;
    const facts: Parameters<typeof Facts>[0]['facts'] = [
      [
        t('directory.field.parent'),
        row.parent && (
          <a href={`${house}/partners/${row.parent_id}`}>
            <Text of={row.parent} />
          </a>
        ),
      ],
      [
        t('directory.field.country'),
        row.country && (
          <a href={`${house}/countries/${row.country}`}>{await this.countries.countryName(row.country)}</a>
        ),
      ],
      [t('directory.field.abbreviation'), row.abbreviation],
      ...row.former_names.map((former): [string, string] => [
        t('directory.partners.former-name', { span: [former.from ?? '…', former.until ?? '…'].join(' – ') }),
        localized(former.name),
      ]),
      [t('directory.field.founded-on'), row.founded_on && formatDay(row.founded_on)],
      [t('directory.field.dissolved-on'), row.dissolved_on && formatDay(row.dissolved_on)],
      [t('directory.contact-kind.website'), row.website && <a href={row.website}>{row.website}</a>],
      ...row.contacts.map((one): [string, string] => [t(`directory.contact-kind.${one.kind}`), one.value]),
      ...row.identifiers.map(({ scheme, value }): [string, string] => [scheme, value]),
    ];
    if (facts.every(([, value]) => !value)) return null;
    return (
      <Section title={t('directory.people.about')}>
        <Facts facts={facts} />
      </Section>
    );
  }

  private async offices({ id }: PartnerSubject) {
    const rows = await this.posts.of(id);
    const isWriter = this.permissions.holds(Current.actor, 'directory.write');
    if (rows.length === 0 && !isWriter) return null;
    const path = `/${Current.institution.slug}/partners/${id}/posts`;
    return (
      <Section
        title={t('directory.posts.title')}
        aside={isWriter && <a href={`${path}/new`}>{t('directory.posts.add')}</a>}
      >
        {rows.length === 0 && <p class="mute">{t('directory.posts.none')}</p>}
        <ul class="moves parts">
          {rows.map((row) => (
            <Office key={row.id} row={row} path={path} isWriter={isWriter} />
          ))}
        </ul>
      </Section>
    );
  }
}

function Office({ row, path, isWriter }: { row: PostRow; path: string; isWriter: boolean }) {
  const words = [
    row.rank && t('directory.posts.level', { rank: localized(row.rank), place: row.rank_position ?? 0 }),
    row.address_form && `“${row.address_form}”`,
    row.single_holder && t('directory.posts.single'),
    row.may_sign && t('directory.posts.signs'),
  ].filter(Boolean);
  return (
    <li>
      <div>
        <p>
          <b>
            <Text of={row.label} />
          </b>{' '}
          {row.holders.length > 0 && <span>{formatList(row.holders.slice(0, 5).map(({ name }) => name))}</span>}
        </p>
        {words.length > 0 && <p class="small mute">{words.join(' · ')}</p>}
        {isWriter && (
          <Button
            small
            plain
            href={`${path}/${row.id}`}
            label={t('directory.posts.edit-of', { name: localized(row.label) })}
          >
            {t('directory.edit')}
          </Button>
        )}
      </div>
    </li>
  );
}
