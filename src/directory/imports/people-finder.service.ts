import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { sortName } from '../../platform/i18n/search-text.js';
import { Person } from '../person.entity.js';
import { ImportedIds } from './imported-ids.service.js';

/** How a row of a file speaks of a person. */
export interface PersonReference {
  id?: string | undefined;
  /** The number in the house's own list. */
  key?: string | undefined;
  email?: string | undefined;
  familyName?: string | undefined;
  givenName?: string | undefined;
  country?: string | undefined;
}

export type Found<T> = T | 'several' | null;

/**
 * Finds the people that rows mean: by our id, by their number, by e-mail and name together, by name and country. A name
 * alone never chooses between two.
 */
@Injectable()
export class PeopleFinder {
  constructor(
    private readonly db: Db,
    private readonly ids: ImportedIds,
  ) {}

  /** Loads all candidates with five statements, whatever their number. @returns answers for one reference */
  async over(
    references: readonly PersonReference[],
    writing: boolean,
  ): Promise<(reference: PersonReference) => Found<Person>> {
    const given = <T>(pick: (one: PersonReference) => T | undefined) =>
      references.flatMap((one) => pick(one) ?? []) as T[];
    const keys = await this.ids.of('person', '', given(({ key }) => key)); // prettier-ignore
    const emails = given(({ email }) => email?.toLowerCase());
    const names = given(nameOf);
    const wanted = [...given(({ id }) => id), ...[...keys.values()].map(({ subjectId }) => subjectId)];
    const people = new Map<string, Person>();
    for (const [condition, values] of [
      ['p.id = any(:values)', wanted],
      ['lower(p.email) = any(:values)', emails],
      ['p.sortName = any(:values)', names],
    ] as const)
      for (const person of await this.load(condition, values, writing)) people.set(person.id, person);
    const aliases = [...people.values()].flatMap(({ mergedInto }) => mergedInto ?? []);
    for (const person of await this.load('p.id = any(:values)', aliases, writing)) people.set(person.id, person);
    return finder(people, new Map([...keys.values()].map(({ key, subjectId }) => [key, subjectId])));
  }

  private async load(condition: string, values: readonly string[], writing: boolean): Promise<Person[]> {
    if (values.length === 0) return [];
    const query = this.db
      .repo(Person)
      .createQueryBuilder('p')
      .where('p.institutionId = :house', { house: Current.institutionId })
      .andWhere(condition, { values: [...new Set(values)] });
    // Who writes what was compared holds it fast until then; by id, so that two imports wait rather than block.
    return (writing ? query.orderBy('p.id').setLock('pessimistic_write') : query).getMany();
  }
}

function finder(people: Map<string, Person>, keys: Map<string, string>): (one: PersonReference) => Found<Person> {
  const byEmail = grouped(people, (person) => person.email?.toLowerCase());
  const byName = grouped(people, (person) => person.sortName);
  const whole = (person: Person | undefined) =>
    person ? (person.mergedInto ? (people.get(person.mergedInto) ?? person) : person) : undefined;
  return (reference) => {
    const { id, key, email, familyName, country } = reference;
    const known = whole(people.get(id ?? '') ?? people.get(keys.get(key ?? '') ?? ''));
    if (known) return known;
    // An id or a number of its own says that it is somebody else than whoever bears the same name.
    if (id !== undefined || key !== undefined) return null;
    const name = nameOf(reference);
    const reachable = (byEmail.get(email?.toLowerCase() ?? '') ?? []).filter(
      (person) => familyName === undefined || person.sortName === name,
    );
    const namesakes = (byName.get(name ?? '') ?? []).filter(
      (person) => country === undefined || person.country === null || person.country === country,
    );
    const candidates = new Set((reachable.length > 0 ? reachable : namesakes).map(whole));
    return candidates.size > 1 ? 'several' : ([...candidates][0] ?? null);
  };
}

function grouped(people: Map<string, Person>, by: (one: Person) => string | undefined): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people.values()) {
    const key = by(person);
    if (key) groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  return groups;
}

const nameOf = ({ familyName, givenName }: PersonReference): string | undefined =>
  familyName === undefined ? undefined : sortName(familyName, givenName ?? '');
