import { Current, type LocalizedText } from '../../platform/current.js';
import { localized } from '../../platform/i18n/translate.js';
import { alike } from '../../platform/imports/cells.js';
import type { Planned, Problem, SourceRow } from '../../platform/imports/import-kinds.registry.js';
import { Membership } from '../membership.entity.js';
import { clashesOf, type Intended } from '../membership.rules.js';
import { heldOf, nameOf, type Rival, type Rivalry } from '../memberships.queries.js';
import type { Organisation } from '../organisation.entity.js';
import type { Person } from '../person.entity.js';
import type { Post } from '../post.entity.js';
import { changesOf } from './changes.js';
import type { OrganisationIndex } from './organisations-finder.service.js';

/** What a row of a sheet of memberships says. */
export interface MembershipValues {
  key?: string;
  email?: string;
  familyName?: string;
  givenName?: string;
  country?: string;
  organisation: string;
  post?: string;
  role?: string;
  onBehalfOf?: string;
  appointedBy?: string;
  startsOn?: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate;
}

/** Whom and what it names. */
export interface Meant {
  person: Person;
  organisation: Organisation;
  post: Post | null;
  onBehalfOf: Organisation | null;
}

interface Surroundings {
  /** Memberships by person and organisation. */
  known: ReadonlyMap<string, Membership[]>;
  /** What earlier rows of the file speak of, with their places. */
  claimed: Map<string, string>;
  organisations: OrganisationIndex<Organisation>;
}

interface MembershipRow extends Planned {
  intended?: Intended<Rival>;
}

/** What would become of a row, before the rows are held to the rules of memberships. */
export function rowOf(
  { n, place }: SourceRow,
  one: MembershipValues,
  meant: Meant | Problem,
  { known, claimed, organisations }: Surroundings,
): MembershipRow {
  const said = [
    [one.givenName, one.familyName].filter(Boolean).join(' ') || one.email || one.key,
    one.post ?? one.role,
  ];
  const label = said.filter(Boolean).join(' · ');
  const wrong = (problem: Problem): MembershipRow => ({ n, label, verdict: 'wrong', changes: [], problems: [problem] });
  if (!('person' in meant)) return wrong(meant);
  const { person, organisation, post, onBehalfOf } = meant;
  // An office that the organisation does not have on record is a role in words.
  const role: LocalizedText | null = post ? null : { [Current.institution.locales[0] ?? 'en']: one.post ?? one.role! };
  const before = known.get(`${person.id} ${organisation.id}`)?.find((there) => isSame(there, post, role, one.startsOn));
  const key = before?.id ?? JSON.stringify([person.id, organisation.id, post?.id ?? alike(Object.values(role!)[0]!), one.startsOn ?? null]); // prettier-ignore
  if (claimed.has(key)) return wrong({ key: 'platform.imports.row.repeated', params: { place: claimed.get(key)! } });
  claimed.set(key, place);
  const entity = Object.assign(new Membership(), { personId: person.id, organisationId: organisation.id, postId: post?.id ?? null, role }, before); // prettier-ignore
  const { startsOn = entity.startsOn, endsOn = entity.endsOn, appointedBy = entity.appointedBy } = one;
  Object.assign(entity, { startsOn, endsOn, appointedBy, onBehalfOfId: onBehalfOf?.id ?? entity.onBehalfOfId });
  if (startsOn && endsOn && Temporal.PlainDate.compare(endsOn, startsOn) < 0)
    return wrong({ key: 'directory.error.ends_before_it_begins', field: 'endsOn' });
  const shown = (there: Membership) => ({
    startsOn: there.startsOn,
    endsOn: there.endsOn,
    onBehalfOf: localized(organisations.get(there.onBehalfOfId)?.name ?? {}),
    appointedBy: there.appointedBy,
  });
  const changes = before ? changesOf(shown(before), shown(entity)) : [];
  return {
    n,
    label: `${label} · ${localized(organisation.name)}`,
    verdict: before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new',
    problems: [],
    changes,
    record: entity,
    intended: {
      before: before ? heldOf(before, person.id) : null,
      after: {
        ...heldOf(entity, person.id),
        person: [person.givenName, person.familyName].filter(Boolean).join(' '),
        organisation: localized(organisation.name),
      },
    },
  };
}

function isSame(
  there: Membership,
  post: Post | null,
  role: LocalizedText | null,
  startsOn?: Temporal.PlainDate,
): boolean {
  const isThere = post ? there.postId === post.id : there.role !== null && sharesText(there.role, role!);
  return isThere && (!there.startsOn || !startsOn || there.startsOn.equals(startsOn));
}

/** Rows that the rules of memberships forbid, among themselves or with what is recorded, are wrong. */
export function withoutClashes(rows: MembershipRow[], { rivals, forbidsOf }: Rivalry): Planned[] {
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

function sharesText(one: LocalizedText, other: LocalizedText): boolean {
  const words = new Set(Object.values(other).map(alike));
  return Object.values(one).some((word) => words.has(alike(word)));
}
