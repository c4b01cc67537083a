import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { alike, day, email, text } from '../../platform/imports/cells.js';
import type { ImportField, ImportKind, Planned, Problem, Progress, SourceRow } from '../../platform/imports/import-kinds.registry.js'; // prettier-ignore
import { CountriesService } from '../countries.service.js';
import { mayWrite } from '../directory.rules.js';
import { Membership } from '../membership.entity.js';
import { clashesOf, type Intended } from '../membership.rules.js';
import { heldOf, MembershipsQueries, nameOf, type Rival, type Rivalry } from '../memberships.queries.js';
import type { Organisation } from '../organisation.entity.js';
import type { Person } from '../person.entity.js';
import type { Post } from '../post.entity.js';
import { changesOf } from './changes.js';
import { countryReader, field } from './directory-cells.js';
import { OrganisationsFinder } from './organisations-finder.service.js';
import { PeopleFinder } from './people-finder.service.js';
import { postsOf } from './posts.import.js';

interface Values {
  key?: string;
  email?: string;
  familyName?: string;
  givenName?: string;
  country?: string;
  organisation: string;
  post?: string;
  role?: string;
  startsOn?: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate;
}

interface MembershipRow extends Planned {
  intended?: Intended<Rival>;
}

interface Meant {
  person: Person;
  organisation: Organisation;
  post: Post | null;
}

/** Who holds which office where: found again by person, organisation, office or role, and first day. */
@Injectable()
export class MembershipsImport implements ImportKind {
  readonly id = 'memberships';
  readonly label = 'directory.import.memberships';
  readonly hint = 'directory.import.memberships_hint';
  readonly order = 40;
  readonly permission = 'directory.write';
  readonly home = 'people';

  constructor(
    private readonly db: Db,
    private readonly countries: CountriesService,
    private readonly people: PeopleFinder,
    private readonly organisations: OrganisationsFinder,
    private readonly queries: MembershipsQueries,
    private readonly events: EventsService,
  ) {}

  readonly fields = async (): Promise<ImportField[]> => [
    field('key', 'directory.import.person_key', text(200), { headings: ['number', 'no', 'key', 'code'] }),
    field('email', 'directory.field.email', email, { headings: ['email', 'mail', 'e-mail'] }),
    field('familyName', 'directory.field.family-name', text(120), { headings: ['surname', 'last name', 'nom'] }),
    field('givenName', 'directory.field.given-name', text(120), { headings: ['first name', 'given name', 'prénom', 'имя'] }),
    field('country', 'directory.field.country', countryReader(await this.countries.names())),
    field('organisation', 'directory.field.organisation', text(300), { required: true, headings: ['organization'] }),
    field('post', 'directory.field.post', text(300), { headings: ['office', 'position'] }),
    field('role', 'directory.field.role', text(200), { headings: ['role'] }),
    field('startsOn', 'directory.field.starts-on', day, { headings: ['start', 'start date', 'since', 'from', 'début'] }),
    field('endsOn', 'directory.field.ends-on', day, { headings: ['end', 'end date', 'until', 'to', 'fin'] }),
  ]; // prettier-ignore

  async plan(rows: SourceRow[], { writing, report }: Progress): Promise<Planned[]> {
    const values = rows.map((row) => row.values as unknown as Values);
    const find = await this.people.over(values, false);
    const organisations = await this.organisations.index(values.map(({ organisation }) => organisation));
    const posts = await postsOf(this.db);
    await report(0.4);
    const meant = values.map((one): Meant | Problem => {
      const person = find(one);
      if (person === 'several') return { key: 'directory.import.several_people', field: 'familyName' };
      if (!person) return { key: 'directory.import.unknown_person', field: one.familyName ? 'familyName' : 'email' };
      const organisation = organisations.meant(one.organisation, person.country);
      if (organisation === 'several') return { key: 'directory.import.several_organisations', field: 'organisation' };
      if (!organisation) return { key: 'directory.import.unknown_organisation', field: 'organisation' };
      const post = one.post === undefined ? null : posts.named(organisation.id, [one.post]);
      if (post === 'several') return { key: 'directory.import.several_posts', field: 'post' };
      if (!one.post && !one.role) return { key: 'directory.import.no_role', field: 'role' };
      if (one.startsOn && one.endsOn && Temporal.PlainDate.compare(one.endsOn, one.startsOn) < 0)
        return { key: 'directory.error.ends_before_it_begins', field: 'endsOn' };
      if (!mayWrite(Current.actor, person.country)) return { key: 'platform.imports.row.not_yours' };
      return { person, organisation, post };
    });
    const places = meant.flatMap((one) => ('person' in one ? [{ personId: one.person.id, postId: one.post?.id ?? null }] : [])); // prettier-ignore
    const rivalry = await this.queries.rivals(places, { locking: writing });
    const known = await this.known(rivalry.rivals, writing);
    await report(0.8);
    const claimed = new Map<string, string>();
    return withoutClashes(
      rows.map((row, n) => planned(row, values[n]!, meant[n]!, known, claimed)),
      rivalry,
    );
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const all = rows.map(({ record }) => record as Membership);
    await writeAll(this.db, Membership, all, report);
    await this.events.recordAll(
      rows.map(({ verdict }, n) => ({
        type: verdict === 'new' ? 'membership.appointed' : 'membership.updated',
        subject: all[n]!.personId,
        data: { membership: all[n]!.id },
      })),
    );
  }

  /** The memberships by person, as which he or she is known, and organisation. */
  private async known(rivals: readonly Rival[], writing: boolean): Promise<Map<string, Membership[]>> {
    const knownAs = new Map(rivals.map(({ id, personId }) => [id, personId]));
    const query = this.db
      .repo(Membership)
      .createQueryBuilder('m')
      .where('m.institutionId = :house and m.id = any(:ids)', {
        house: Current.institutionId,
        ids: [...knownAs.keys()],
      });
    const all = await (writing ? query.orderBy('m.id').setLock('pessimistic_write') : query).getMany();
    return Map.groupBy(all, ({ id, organisationId }) => `${knownAs.get(id)} ${organisationId}`);
  }
}

/** Rows that the rules of memberships forbid, among themselves or with what is recorded, are wrong. */
function withoutClashes(rows: MembershipRow[], { rivals, forbidsOf }: Rivalry): Planned[] {
  const clashes = clashesOf(
    rows.flatMap(({ verdict, intended }) => (verdict === 'new' || verdict === 'changed' ? (intended ?? []) : [])),
    rivals,
    forbidsOf,
  );
  return rows.map(({ intended, ...row }) => {
    const clash = intended && clashes.get(intended.after.id);
    if (!clash) return row;
    const problem = { key: `directory.error.overlap.${clash.rule}`, params: { name: nameOf(clash) }, field: clash.rule === 'single_holder' ? 'post' : 'startsOn' }; // prettier-ignore
    return { ...row, verdict: 'wrong' as const, changes: [], problems: [problem], record: undefined };
  });
}

function planned(
  { n, place }: SourceRow,
  one: Values,
  meant: Meant | Problem,
  known: Map<string, Membership[]>,
  claimed: Map<string, string>,
): MembershipRow {
  const said = [
    [one.givenName, one.familyName].filter(Boolean).join(' ') || one.email || one.key,
    one.post ?? one.role,
  ];
  const label = said.filter(Boolean).join(' · ');
  const wrong = (problem: Problem): Planned => ({ n, label, verdict: 'wrong', changes: [], problems: [problem] });
  if (!('person' in meant)) return wrong(meant);
  const { person, organisation, post } = meant;
  // An office that the organisation does not have on record is a role in words.
  const role: LocalizedText | null = post ? null : { [Current.institution.locales[0] ?? 'en']: one.post ?? one.role! };
  const same = (known.get(`${person.id} ${organisation.id}`) ?? []).filter(
    (there) =>
      (post ? there.postId === post.id : there.role !== null && sharesText(there.role, role!)) &&
      (!there.startsOn || !one.startsOn || there.startsOn.equals(one.startsOn)),
  );
  const before = same[0] ?? null;
  const key = before?.id ?? JSON.stringify([person.id, organisation.id, post?.id ?? alike(Object.values(role!)[0]!), one.startsOn ?? null]); // prettier-ignore
  if (claimed.has(key)) return wrong({ key: 'platform.imports.row.repeated', params: { place: claimed.get(key)! } });
  claimed.set(key, place);
  const startsOn = one.startsOn ?? before?.startsOn ?? null;
  if (startsOn && one.endsOn && Temporal.PlainDate.compare(one.endsOn, startsOn) < 0)
    return wrong({ key: 'directory.error.ends_before_it_begins', field: 'endsOn' });
  const facts = { startsOn: one.startsOn, endsOn: one.endsOn };
  const changes = changesOf<Membership>(before, facts as Partial<Membership>);
  const heldBefore = before && heldOf(before, person.id);
  const entity = before ?? Object.assign(new Membership(), { personId: person.id, organisationId: organisation.id, postId: post?.id ?? null, role }); // prettier-ignore
  Object.assign(entity, { startsOn, endsOn: one.endsOn ?? entity.endsOn });
  return {
    n,
    label: `${label} · ${localized(organisation.name)}`,
    verdict: before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new',
    problems: [],
    changes: before ? changes : [],
    record: entity,
    intended: {
      before: heldBefore,
      after: {
        ...heldOf(entity, person.id),
        person: [person.givenName, person.familyName].filter(Boolean).join(' '),
        organisation: localized(organisation.name),
      },
    },
  };
}

function sharesText(one: LocalizedText, other: LocalizedText): boolean {
  const words = new Set(Object.values(other).map(alike));
  return Object.values(one).some((word) => words.has(alike(word)));
}
