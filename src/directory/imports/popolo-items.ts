import { createHash, randomUUIDv7 } from 'node:crypto';
import { WrongCell } from '../../platform/imports/cells.js';
import type { Problem, SourceRow } from '../../platform/imports/import-kinds.registry.js';
import { Membership } from '../membership.entity.js';
import { Organisation } from '../organisation.entity.js';
import { Person } from '../person.entity.js';
import { Post } from '../post.entity.js';
import { ruleOf } from './changes.js';
import type { ImportedClass } from './imported-ids.service.js';
import type { PopoloRecord } from './popolo-lists.js';
import {
  membershipFacts,
  membershipRecord,
  organisationFacts,
  organisationRecord,
  personFacts,
  personRecord,
  postFacts,
  postRecord,
  type Rest,
  restOf,
} from './popolo-mapping.js';

/** In the order in which each is there before it is referred to. */
export const SECTIONS = ['areas', 'organizations', 'persons', 'posts', 'memberships'] as const;
export type Section = (typeof SECTIONS)[number];

export const identified: Record<Section, ImportedClass> = {
  areas: 'area',
  organizations: 'organisation',
  persons: 'person',
  posts: 'post',
  memberships: 'membership',
};

export type Subject = Person | Organisation | Post | Membership;

interface Reference {
  property: string;
  section: Section;
  key: string;
}

/** A record of the file on its way to a row. */
export interface Item {
  n: number;
  section: Section;
  record: PopoloRecord;
  /** The record with our ids in place of theirs. */
  resolved: PopoloRecord;
  key: string;
  hasUuid: boolean;
  id: string;
  /** Whether the list was imported before with this record. */
  isKnown: boolean;
  label: string;
  references: Reference[];
  before: Subject | null;
  entity: Subject | null;
  facts: object;
  rest: Rest;
  restBefore?: Rest;
  problem?: Problem;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REFERENCES: Record<string, Section> = {
  parent_id: 'organizations',
  organization_id: 'organizations',
  on_behalf_of_id: 'organizations',
  person_id: 'persons',
  post_id: 'posts',
  area_id: 'areas',
};
const NEEDED: Record<Section, readonly string[]> = {
  areas: [],
  organizations: [],
  persons: [],
  posts: ['organization_id'],
  memberships: ['person_id', 'organization_id'],
};
// What tells two memberships apart that have no id; when one ends is news of the same one.
const IDENTITY = ['person_id', 'organization_id', 'post_id', 'role', 'on_behalf_of_id', 'area_id', 'start_date'];

export const keyIn = (section: Section, key: string) => `${section} ${key}`;

export function itemOf({ n, values }: SourceRow): Item {
  const { section, record: sent } = values as { section: Section; record: unknown };
  const isRecord = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
  const record = (isRecord ? sent : {}) as PopoloRecord;
  const given = typeof record['id'] === 'string' || typeof record['id'] === 'number' ? String(record['id']) : undefined;
  const key =
    given?.slice(0, 500) ?? digest(section === 'memberships' ? IDENTITY.map((one) => record[one] ?? null) : record);
  const references = Object.entries(REFERENCES).flatMap(([property, named]): Reference[] => {
    const value = record[property];
    const target = section === 'areas' && property === 'parent_id' ? 'areas' : named;
    return value === undefined || value === null || value === ''
      ? []
      : [{ property, section: target, key: String(value as string) }];
  });
  return {
    n,
    section,
    record,
    resolved: record,
    key,
    hasUuid: UUID.test(key),
    id: UUID.test(key) ? key.toLowerCase() : randomUUIDv7(),
    isKnown: false,
    label: labelOf(section, record),
    references,
    before: null,
    entity: null,
    facts: {},
    rest: {},
    ...(isRecord ? {} : { problem: { key: 'directory.import.no_record' } }),
  };
}

/** Puts our ids in place of theirs; what is referred to and not known makes the record wrong. */
export function resolve(item: Item, known: ReadonlyMap<string, string>): void {
  const resolved: PopoloRecord = { ...item.record, id: item.id };
  for (const name of NEEDED[item.section])
    if (!item.references.some(({ property }) => property === name))
      item.problem ??= { key: 'directory.import.reference_missing', params: { property: name } };
  for (const { property, section, key } of item.references) {
    const id = known.get(keyIn(section, key));
    if (id) resolved[property] = id;
    else item.problem ??= { key: `directory.import.unknown.${section}`, params: { id: key.slice(0, 100) } };
  }
  item.resolved = resolved;
}

/** Reads the record into the columns of its row, and keeps beside what they do not hold. */
export function factsOf(item: Item, source: string): void {
  if (item.problem || item.section === 'areas') return;
  identify(item, source);
  try {
    item.facts = spoken(facts(item));
    item.entity = built(item, null);
    // What was there keeps what the file does not say: both together may break a rule.
    if (item.before) built(item, copyOf(item.before));
  } catch (error) {
    item.problem = error instanceof WrongCell ? { key: error.key, params: error.params } : ruleOf(error);
    return;
  }
  item.rest = restOf(item.resolved, RECORDS[item.section](item.entity as never));
}

/** The id of the list goes on as an identifier, so that whoever receives our export can find it. */
function identify(item: Item, source: string): void {
  const { resolved } = item;
  if (item.hasUuid || (item.section !== 'persons' && item.section !== 'organizations')) return;
  const own = { scheme: source || 'import', identifier: item.key };
  const others = Array.isArray(resolved['identifiers']) ? (resolved['identifiers'] as PopoloRecord[]) : [];
  if (!others.some(({ scheme, identifier }) => scheme === own.scheme && identifier === own.identifier))
    item.resolved = { ...resolved, identifiers: [...others, own] };
}

const copyOf = <T extends Subject>(one: T): T => Object.assign(Object.create(Object.getPrototypeOf(one) as T) as T, one); // prettier-ignore

/** The row to be written: what was there with the new facts, or a new one. */
export function entityOf(item: Item): Subject {
  return built(item, item.before);
}

/** Organisations whose parents go round in the file, and all records that hang on a wrong one. */
export function refuseCircles(items: readonly Item[]): void {
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    if (item.section !== 'organizations' || item.problem) continue;
    const seen = new Set([item.id]);
    for (let above = parentOf(item); above; above = parentOf(byId.get(above))) {
      if (seen.has(above)) {
        item.problem = { key: 'directory.import.cycle' };
        break;
      }
      seen.add(above);
    }
  }
  for (let more = true; more;) {
    more = false;
    for (const item of items) {
      if (item.problem) continue;
      const hangs = item.references.some(({ property }) => {
        const target = byId.get(String(item.resolved[property]));
        return target?.problem && !target.before && !target.isKnown;
      });
      if (hangs) [item.problem, more] = [{ key: 'directory.import.refers_to_wrong' }, true];
    }
  }
}

const parentOf = (item: Item | undefined): string | undefined =>
  item?.resolved['parent_id'] === undefined ? undefined : String(item.resolved['parent_id'] as string);

const RECORDS = {
  organizations: organisationRecord as (one: never) => PopoloRecord,
  persons: personRecord as (one: never) => PopoloRecord,
  posts: postRecord as (one: never) => PopoloRecord,
  memberships: membershipRecord as (one: never) => PopoloRecord,
};

function facts({ section, resolved }: Item): object {
  const id = (name: string) => (typeof resolved[name] === 'string' ? resolved[name] : null);
  if (section === 'persons') return personFacts(resolved);
  if (section === 'organizations') return { ...organisationFacts(resolved), parentId: id('parent_id') };
  if (section === 'posts') return { ...postFacts(resolved), organisationId: id('organization_id') };
  return {
    ...membershipFacts(resolved),
    personId: id('person_id'),
    organisationId: id('organization_id'),
    postId: id('post_id'),
    onBehalfOfId: id('on_behalf_of_id'),
  };
}

/** What a record does not say leaves what is recorded as it is. */
const spoken = (all: object): object =>
  Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

function built({ section, id, facts: given }: Item, before: Subject | null): Subject {
  if (section === 'persons' || section === 'organizations') {
    const one = (before as Person | Organisation | null) ?? (section === 'persons' ? new Person() : new Organisation());
    one.id = id;
    one.describe(given);
    return one;
  }
  const one = before ?? (section === 'posts' ? new Post() : new Membership());
  return Object.assign(one, { id }, given);
}

function labelOf(section: Section, record: PopoloRecord): string {
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : '');
  if (section !== 'memberships') return text('name') || text('label') || text('family_name') || text('id');
  return [text('person_id'), text('role'), text('organization_id')].filter(Boolean).join(' · ');
}

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
