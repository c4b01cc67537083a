import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import type { ImportKind, Planned, Progress, SourceRow } from '../../platform/imports/import-kinds.registry.js';
import { mayWrite } from '../directory.rules.js';
import { Membership } from '../membership.entity.js';
import { Organisation } from '../organisation.entity.js';
import { Person } from '../person.entity.js';
import { Post } from '../post.entity.js';
import { changesOf, same } from './changes.js';
import { ImportedIds } from './imported-ids.service.js';
import { parentsFirst } from './organisations.import.js';
import { forgetLikeness, WRITE_KEYS } from './people.import.js';
import { entityOf, factsOf, identified, keyIn, type Item, itemOf, refuseCircles, resolve, SECTIONS, type Section } from './popolo-items.js'; // prettier-ignore
import { type Rest, restOf } from './popolo-mapping.js';

const ENTITIES = { organizations: Organisation, persons: Person, posts: Post, memberships: Membership } as const;
const CREATED = {
  organizations: 'organisation.created',
  persons: 'person.created',
  posts: 'post.created',
  memberships: 'membership.appointed',
} as const;

/** A whole Popolo file: every record is new, changed, unchanged or wrong, and what hangs on a wrong one is wrong too. */
@Injectable()
export class PopoloImport implements ImportKind {
  readonly id = 'popolo';
  readonly label = 'directory.import.popolo';
  readonly hint = 'directory.import.popolo_hint';
  readonly order = 50;
  readonly permission = 'directory.write';
  readonly home = 'people';
  readonly fields = null;
  readonly hasSource = true;

  constructor(
    private readonly db: Db,
    private readonly ids: ImportedIds,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
  ) {}

  keyOf({ values }: SourceRow): string | null {
    const item = itemOf({ n: 0, place: '', values });
    return `${item.section} ${item.key}`;
  }

  async plan(rows: SourceRow[], { source, writing, report }: { source: string } & Progress): Promise<Planned[]> {
    const items = rows.map(itemOf);
    for (const section of SECTIONS) {
      await this.recognise(items.filter((one) => one.section === section), section, source, writing); // prettier-ignore
      await report(0.5 * ((SECTIONS.indexOf(section) + 1) / SECTIONS.length));
    }
    await this.countries(items);
    const known = await this.referred(items, source);
    for (const item of items) {
      resolve(item, known);
      factsOf(item, source);
    }
    refuseCircles(items);
    await report(0.9);
    return items.map((item) => planned(item));
  }

  async apply(rows: Planned[], { source, report }: { source: string } & Progress): Promise<void> {
    const items = rows.map(({ record }) => record as Item);
    for (const [n, section] of SECTIONS.entries()) {
      const some = items.filter((one) => one.section === section);
      if (section !== 'areas') {
        const entities = some.map(entityOf);
        const ordered = section === 'organizations' ? parentsFirst(entities as Organisation[]) : entities;
        await writeAll<Person | Organisation | Post | Membership>(this.db, ENTITIES[section], ordered, (part) =>
          report((n + part) / (SECTIONS.length + 1)),
        );
        if (section === 'persons') {
          await forgetLikeness(this.db, some.map(({ id }) => id)); // prettier-ignore
          await this.jobs.enqueue(WRITE_KEYS, {}, { singletonKey: 'import' });
        }
        await this.note(section, some);
      }
      // What only the file knows stands under our own id, whichever list the record came from.
      await this.ids.keep(identified[section], '', some.map(({ id, rest }) => ({ key: id, subjectId: id, rest }))); // prettier-ignore
      const theirs = some.filter(({ hasUuid }) => !hasUuid);
      await this.ids.keep(identified[section], source, theirs.map(({ key, id }) => ({ key, subjectId: id, rest: {} }))); // prettier-ignore
    }
    await report(1);
  }

  private async note(section: Exclude<Section, 'areas'>, items: Item[]): Promise<void> {
    await this.events.recordAll(
      items.map((item) => {
        const subject = section === 'memberships' ? (item.entity as Membership).personId : item.id;
        if (!item.before) return { type: CREATED[section], subject, ...(section === 'memberships' ? { data: { membership: item.id } } : {}) }; // prettier-ignore
        return { type: CREATED[section].replace(/\.\w+$/, '.updated'), subject };
      }),
    );
  }

  /** Finds what is there of each record: under our own id, or under the id of the list it came from. */
  private async recognise(items: Item[], section: Section, source: string, writing: boolean): Promise<void> {
    const kind = identified[section];
    const theirs = await this.ids.of(
      kind,
      source,
      items.flatMap(({ hasUuid, key }) => (hasUuid ? [] : [key])),
    );
    for (const item of items) item.id = (item.hasUuid ? undefined : theirs.get(item.key)?.subjectId) ?? item.id;
    const ours = await this.ids.of(
      kind,
      '',
      items.map(({ id }) => id),
    );
    for (const item of items) {
      const known = ours.get(item.id);
      if (known) [item.restBefore, item.isKnown] = [known.rest as Rest, true];
    }
    if (section === 'areas') return;
    const query = this.db
      .repo<Person | Organisation | Post | Membership>(ENTITIES[section])
      .createQueryBuilder('e')
      .where('e.institutionId = :house and e.id = any(:ids)', {
        house: Current.institutionId,
        ids: items.map(({ id }) => id),
      });
    const rows = await (writing ? query.orderBy('e.id').setLock('pessimistic_write') : query).getMany();
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const item of items) item.before = byId.get(item.id) ?? null;
  }

  /** Ids that records refer to and the file itself does not hold: ours, or known from the last time. */
  private async referred(items: Item[], source: string): Promise<Map<string, string>> {
    const known = new Map(items.map((item) => [keyIn(item.section, item.key), item.id]));
    for (const section of SECTIONS) {
      const keys = items.flatMap(({ references }) =>
        references
          .filter((one) => one.section === section && !known.has(keyIn(section, one.key)))
          .map(({ key }) => key),
      );
      if (keys.length === 0) continue;
      for (const { key, subjectId } of (await this.ids.of(identified[section], source, keys)).values())
        known.set(keyIn(section, key), subjectId);
      if (section === 'areas') continue;
      const rows = await this.db
        .repo<Person | Organisation | Post | Membership>(ENTITIES[section])
        .createQueryBuilder('e')
        .select('e.id')
        .where('e.institutionId = :house and e.id::text = any(:keys)', { house: Current.institutionId, keys })
        .getMany();
      for (const { id } of rows) known.set(keyIn(section, id), id);
    }
    return known;
  }

  /** Who may write one country only may not write what belongs to another. */
  private async countries(items: Item[]): Promise<void> {
    for (const item of items) {
      if (item.section !== 'persons' && item.section !== 'organizations') continue;
      const before = (item.before as Person | Organisation | null)?.country ?? null;
      const said = typeof item.record['country'] === 'string' ? item.record['country'] : before;
      if (![before, said].every((country) => mayWrite(Current.actor, country)))
        item.problem = { key: 'platform.imports.row.not_yours' };
    }
  }
}

function planned(item: Item): Planned {
  const { n, label, problem, before, entity, rest } = item;
  if (problem) return { n, label, verdict: 'wrong', changes: [], problems: [problem] };
  item.rest = item.section === 'areas' ? restOf(item.resolved, { id: item.id }) : rest;
  const changes = changesOf(before, item.facts);
  const isNew = item.section === 'areas' ? !item.isKnown : !before;
  const restChanges = !isNew && !same(item.restBefore ?? {}, item.rest) ? changedRest(item) : [];
  const all = isNew ? [] : [...changes, ...restChanges];
  return {
    n,
    label,
    verdict: isNew ? 'new' : all.length > 0 ? 'changed' : 'unchanged',
    problems: [],
    changes: all,
    record: { ...item, entity },
  };
}

function changedRest({ rest, restBefore = {} }: Item): Planned['changes'] {
  const names = new Set([...Object.keys(rest), ...Object.keys(restBefore)]);
  const text = (value: unknown) => (value === undefined ? '' : JSON.stringify(value).slice(0, 200));
  return [...names]
    .filter((name) => !same(rest[name], restBefore[name]))
    .map((name) => ({ field: name, from: text(restBefore[name]?.said), to: text(rest[name]?.said) }));
}
