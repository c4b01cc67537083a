import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CountriesService } from '../directory/countries.service.js';
import { type Actor, Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import * as rules from './feed.rules.js';
import { idsOfPerson } from '../directory/people-ids.queries.js';
import { FeedScopes, type FollowedSubject, type ScopeChoice } from './feed-scopes.registry.js';

const MOST_CHOICES = 300;

interface NamedRow {
  id: string;
  name: LocalizedText | string;
}

/** The kinds of calendar that the house itself keeps: people, bodies, activities, things, desks, and the public's. */
@Injectable()
export class HouseScopes implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly scopes: FeedScopes,
    private readonly countries: CountriesService,
  ) {}

  onModuleInit(): void {
    this.people();
    this.bodiesAndActivities();
    this.things();
    this.desks();
  }

  private people(): void {
    const NAME = `trim(given_name || ' ' || family_name) as name`;
    this.scopes.add({
      ...{ kind: 'person', order: 10, label: 'calendar.scope.person' },
      mayFollow: async (actor, id) => rules.mayFollowPerson(actor, id),
      subjects: (id) => this.ofPerson(id),
      nameOf: (id) => this.name(`select id, ${NAME} from person where institution_id = $1 and id = $2`, id),
      choices: (actor, search) =>
        this.choices(
          `select id, ${NAME} from person where institution_id = $1 and merged_into is null and ($4 or id = $5)
              and search_text like $2 order by id = $5 desc, sort_name limit $3`,
          search,
          [rules.mayFollowPerson(actor, ''), actor.personId],
        ),
    });
  }

  private bodiesAndActivities(): void {
    this.scopes.add({
      ...{ kind: 'body', order: 20, label: 'calendar.scope.body' },
      mayFollow: async (actor, id) => rules.mayFollowBody(actor, id, await this.sits(actor, id)),
      nameOf: (id) => this.name('select id, name from body where institution_id = $1 and id = $2', id),
      choices: async (actor, search) => {
        const rows = await this.db.rows<NamedRow & { sits: boolean }>(
          `select b.id, b.name, exists (select 1 from seat s where s.institution_id = b.institution_id and s.body_id = b.id and s.person_id = any (${idsOfPerson('$4::uuid')})
               and s.starts_on <= current_date and (s.ends_on is null or s.ends_on >= current_date)) as sits
             from body b where b.institution_id = $1 and b.search_text like $2 order by b.search_text limit $3`,
          [Current.institutionId, like(search), MOST_CHOICES, actor.personId],
        );
        return rows.filter((row) => rules.mayFollowBody(actor, row.id, row.sits)).map(choice);
      },
    });
    this.scopes.add({
      ...{ kind: 'activity', order: 30, label: 'calendar.scope.activity' },
      mayFollow: async (actor, id) => {
        const [row] = await this.db.rows<{ id: string; body_id: string | null }>(
          'select id, body_id from activity where institution_id = $1 and id = $2',
          [Current.institutionId, id],
        );
        return !!row && rules.mayFollowActivity(actor, { id, bodyId: row.body_id });
      },
      nameOf: (id) => this.name('select id, title as name from activity where institution_id = $1 and id = $2', id),
      choices: async (actor, search) => {
        const rows = await this.db.rows<NamedRow & { body_id: string | null }>(
          `select id, title as name, body_id from activity where institution_id = $1 and ends_on > current_date - 30
              and lower(title::text) like $2 order by starts_on, id limit $3`,
          [Current.institutionId, like(search), MOST_CHOICES],
        );
        return rows.filter((row) => rules.mayFollowActivity(actor, { id: row.id, bodyId: row.body_id })).map(choice);
      },
    });
  }

  private things(): void {
    const thing = (kind: string, order: number, table: string, name: string) =>
      this.scopes.add({
        ...{ kind, order, label: `calendar.scope.${kind}` },
        mayFollow: async (actor) => rules.mayFollowResource(actor),
        nameOf: (id) => this.name(`select id, ${name} as name from ${table} where institution_id = $1 and id = $2`, id),
        choices: (actor, search) =>
          this.choices(
            `select id, ${name} as name from ${table} where institution_id = $1 and lower(${name}::text) like $2 and $4 order by ${name}::text limit $3`,
            search,
            [rules.mayFollowResource(actor)],
          ),
      });
    thing('venue', 40, 'venue', 'name');
    thing('vehicle', 60, 'vehicle', 'label');
    const NAMED = `select n.id, trim(p.given_name || ' ' || p.family_name) as name from interpreter n
      join person p on p.institution_id = n.institution_id and p.id = n.person_id where n.institution_id = $1`;
    this.scopes.add({
      ...{ kind: 'interpreter', order: 50, label: 'calendar.scope.interpreter' },
      mayFollow: async (actor, id) => {
        const [row] = await this.db.rows<{ person_id: string }>(
          'select person_id from interpreter where institution_id = $1 and id = $2',
          [Current.institutionId, id],
        );
        return !!row && rules.mayFollowResource(actor, row.person_id);
      },
      nameOf: (id) => this.name(`${NAMED} and n.id = $2`, id),
      choices: (actor, search) =>
        this.choices(
          `${NAMED} and p.search_text like $2 and ($4 or n.person_id = $5) order by p.sort_name limit $3`,
          search,
          [rules.mayFollowResource(actor), actor.personId],
        ),
    });
  }

  private desks(): void {
    this.scopes.add({
      ...{ kind: 'driver', order: 70, label: 'calendar.scope.driver', hangsOn: ['drivers'] },
      mayFollow: async (actor) => rules.mayFollowResource(actor),
      // Who drives is said of the car, so a driver's calendar is that of today's cars.
      subjects: async (id) => {
        const rows = await this.db.rows<{ id: string }>(
          'select id from vehicle where institution_id = $1 and driver_name = $2',
          [Current.institutionId, id],
        );
        return rows.map((row) => ({ kind: 'vehicle', id: row.id }));
      },
      nameOf: (id) =>
        this.name('select driver_name as name from vehicle where institution_id = $1 and driver_name = $2 limit 1', id),
      choices: (actor, search) =>
        this.choices(
          `select distinct driver_name as id, driver_name as name from vehicle
            where institution_id = $1 and driver_name <> '' and lower(driver_name) like $2 and $4 order by 1 limit $3`,
          search,
          [rules.mayFollowResource(actor)],
        ),
    });
    this.scopes.add({
      ...{ kind: 'country', order: 80, label: 'calendar.scope.country' },
      mayFollow: async (actor, id) => rules.mayFollowCountry(actor, id),
      nameOf: async (id) => (/^[A-Z]{2}$/.test(id) ? this.countries.countryName(id) : null),
      choices: async (actor, search) => {
        const rows = await this.db.rows<{ country: string }>(
          'select distinct country from organisation where institution_id = $1 and country is not null order by 1',
          [Current.institutionId],
        );
        const names = await this.countries.names();
        return rows
          .filter(({ country }) => rules.mayFollowCountry(actor, country))
          .map(({ country }) => ({ id: country, name: names.of(country) }))
          .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
      },
    });
    this.scopes.add({
      ...{ kind: 'public', order: 90, label: 'calendar.scope.public' },
      mayFollow: async (actor) => rules.mayPublish(actor),
      nameOf: async (id) => (id === '' ? t('calendar.scope.public') : null),
      choices: async (actor) => (rules.mayPublish(actor) ? [{ id: '', name: t('calendar.scope.public') }] : []),
    });
  }

  /** The person's own entries, and those that name nobody of the bodies in which they sit on that day; under whichever name they are known. */
  private async ofPerson(id: string): Promise<FollowedSubject[]> {
    const rows = await this.db.rows<{
      person_id: string;
      body_id: string | null;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate | null;
    }>(
      `select n.known_as as person_id, s.body_id, s.starts_on, s.ends_on
         from known_person k join known_person n on n.institution_id = k.institution_id and n.id = k.id
         left join seat s on s.institution_id = n.institution_id and s.person_id = n.known_as and (s.ends_on is null or s.ends_on > current_date - 400)
        where k.institution_id = $1 and k.known_as = $2`,
      [Current.institutionId, id],
    );
    const sits = rows.filter((row): row is typeof row & { body_id: string } => row.body_id !== null);
    const seats = sits.map(({ body_id, starts_on, ends_on }) => ({
      ...{ kind: 'seat', id: body_id, from: starts_on },
      until: ends_on?.add({ days: 1 }) ?? null,
    }));
    const names = new Set([id, ...rows.map((row) => row.person_id)]);
    return [...[...names].map((name) => ({ kind: 'person', id: name })), ...seats];
  }

  private async sits(actor: Actor, bodyId: string): Promise<boolean> {
    if (!actor.personId) return false;
    const rows = await this.db.rows(
      `select 1 from seat where institution_id = $1 and body_id = $2 and person_id = any (${idsOfPerson('$3::uuid')})
          and starts_on <= (now() at time zone $4)::date and (ends_on is null or ends_on >= (now() at time zone $4)::date) limit 1`,
      [Current.institutionId, bodyId, actor.personId, Current.institution.timeZone],
    );
    return rows.length > 0;
  }

  private async name(sql: string, id: string): Promise<string | null> {
    const [row] = await this.db.rows<NamedRow>(sql, [Current.institutionId, id]);
    return row ? inWords(row.name) : null;
  }

  private async choices(sql: string, search: string, more: unknown[]): Promise<ScopeChoice[]> {
    const rows = await this.db.rows<NamedRow>(sql, [Current.institutionId, like(search), MOST_CHOICES, ...more]);
    return rows.map(choice);
  }
}

const like = (search: string) =>
  `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
const inWords = (name: LocalizedText | string) => (typeof name === 'string' ? name : localized(name));
const choice = (row: NamedRow): ScopeChoice => ({ id: row.id, name: inWords(row.name) });
