import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { alike } from '../../platform/imports/cells.js';
import { Organisation } from '../organisation.entity.js';
import type { Found } from './people-finder.service.js';
import { ImportedIds } from './imported-ids.service.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whatever can be meant by a name: an organisation that is there, or one that the same file brings. */
export interface Named {
  id: string;
  name: LocalizedText;
  country: string | null;
  parentId: string | null;
}

/** Finds organisations by our id, by the number in the house's list, or by a name in any language. */
export class OrganisationIndex<T extends Named> {
  private readonly byId = new Map<string, T>();
  private readonly byKey = new Map<string, T>();
  private readonly byName = new Map<string, T[]>();

  add(one: T, key?: string): void {
    this.byId.set(one.id, one);
    if (key !== undefined) this.byKey.set(key, one);
    for (const name of new Set(Object.values(one.name).map(alike)))
      this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
  }

  all(): T[] {
    return [...this.byId.values()];
  }

  get(id: string | null | undefined): T | undefined {
    return this.byId.get(id ?? '');
  }

  /** What a cell means: an id, a number or a name; of several of one name the one of that country. */
  meant(cell: string, country?: string | null): Found<T> {
    const known = (UUID.test(cell) ? this.byId.get(cell.toLowerCase()) : undefined) ?? this.byKey.get(cell);
    if (known) return known;
    const found = this.named([cell]);
    return found === 'several' ? this.named([cell], country) : found;
  }

  named(names: readonly string[], country?: string | null, parentId?: string | null): Found<T> {
    const all = new Set(names.flatMap((name) => this.byName.get(alike(name)) ?? []));
    const fitting = [...all].filter(
      (one) =>
        (!country || !one.country || one.country === country) &&
        (parentId === undefined || one.parentId === null || one.parentId === parentId),
    );
    return fitting.length > 1 ? 'several' : (fitting[0] ?? null);
  }

  keyed(key: string): T | undefined {
    return this.byKey.get(key);
  }

  /** The chain from an organisation upwards; ends where it would go round. */
  hasCycle(from: T): boolean {
    const seen = new Set<string>([from.id]);
    for (let above = this.get(from.parentId); above; above = this.get(above.parentId)) {
      if (seen.has(above.id)) return true;
      seen.add(above.id);
    }
    return false;
  }
}

@Injectable()
export class OrganisationsFinder {
  constructor(
    private readonly db: Db,
    private readonly ids: ImportedIds,
  ) {}

  /** All organisations of the house: some thousands, and any of them may be a parent. Two statements. */
  async index(keys: readonly string[], writing = false): Promise<OrganisationIndex<Organisation>> {
    const query = this.db
      .repo(Organisation)
      .createQueryBuilder('o')
      .where('o.institutionId = :house', { house: Current.institutionId });
    const all = await (writing ? query.orderBy('o.id').setLock('pessimistic_write') : query).getMany();
    const known = await this.ids.of('organisation', '', keys);
    const keyOf = new Map([...known.values()].map(({ key, subjectId }) => [subjectId, key]));
    const index = new OrganisationIndex<Organisation>();
    for (const one of all) index.add(one, keyOf.get(one.id));
    return index;
  }
}
