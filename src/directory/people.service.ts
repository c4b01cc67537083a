import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { mayWrite } from './directory.rules.js';
import { likenessKeys } from './likeness.rules.js';
import { Person, type PersonFacts } from './person.entity.js';
import type { TravelProfile } from './travel.forms.js';
import { TravelProfilesService } from './travel-profiles.service.js';

export type NewPerson = Partial<PersonFacts> &
  Pick<PersonFacts, 'familyName'> & { id?: string; restricted?: TravelProfile };
/** Throws where the version found is not the one that was on the screen or in `If-Match`. */
export type VersionCheck = (found: number) => void;

/** What is done to people. Without an actor (seed, job) no role is asked for. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly travel: TravelProfilesService,
  ) {}

  /** The person of this id; of a merged entry, the one that was kept. @throws NotFound */
  async get(id: string): Promise<Person> {
    return this.db.read(async () => {
      const person = await this.db.one(Person, id);
      return person.mergedInto ? this.db.one(Person, person.mergedInto) : person;
    });
  }

  /** @returns the id; the one given, where one is given. @throws DiesBeforeBirth */
  async create({ id, restricted, ...facts }: NewPerson): Promise<string> {
    return this.db.transaction(async () => {
      this.allowWriting(facts.country ?? null);
      const person = new Person();
      if (id) person.id = id;
      person.describe(facts);
      await this.db.repo(Person).insert(person);
      await this.writeKeys(person);
      await this.events.record({ type: 'person.created', subject: person.id });
      if (restricted) await this.travel.note(person.id, restricted);
      return person.id;
    });
  }

  /** @throws NotFound, DiesBeforeBirth, and what `check` throws */
  async update(id: string, facts: Partial<PersonFacts>, check?: VersionCheck): Promise<Person> {
    return this.db.transaction(async () => {
      const person = await this.locked(id);
      this.allowWriting(person.country);
      if (facts.country !== undefined) this.allowWriting(facts.country);
      check?.(person.version);
      person.describe(facts);
      await this.db.repo(Person).save(person);
      await this.writeKeys(person);
      await this.events.record({ type: 'person.updated', subject: person.id, data: { fields: Object.keys(facts) } });
      return person;
    });
  }

  /** Shows a stored picture as the person's photograph; null takes it away. @throws NotFound */
  async portray(id: string, photoId: string | null): Promise<void> {
    await this.db.transaction(async () => {
      const person = await this.locked(id);
      this.allowWriting(person.country);
      person.portray(photoId);
      await this.db.repo(Person).save(person);
      await this.events.record({ type: photoId ? 'person.portrayed' : 'person.photo_removed', subject: person.id });
    });
  }

  /** Writes the keys of people who have none: those of a bulk import or of an older version. @returns how many */
  async writeMissingKeys(most = 2000): Promise<number> {
    return this.db.transaction(async () => {
      const people = await this.db
        .repo(Person)
        .createQueryBuilder('p')
        .where('p.institution_id = :house', { house: Current.institutionId })
        .andWhere(
          'not exists (select from person_key k where k.institution_id = p.institution_id and k.person_id = p.id)',
        )
        .limit(most)
        .getMany();
      for (const person of people) await this.writeKeys(person);
      return people.length;
    });
  }

  private allowWriting(country: string | null): void {
    if (Current.maybeActor) allow(mayWrite(Current.actor, country));
  }

  // Locked, so that two who save at once are told apart by their versions.
  private async locked(id: string): Promise<Person> {
    const { id: kept } = await this.get(id);
    await this.db.rows('select id from person where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      kept,
    ]);
    return this.db.repo(Person).findOneOrFail({ where: { institutionId: Current.institutionId, id: kept } });
  }

  private async writeKeys(person: Person): Promise<void> {
    const keys = likenessKeys(person);
    await this.db.rows(
      `with gone as (delete from person_key where institution_id = $1 and person_id = $2 and key <> all ($3))
       insert into person_key (institution_id, person_id, key) select $1, $2, unnest($3::text[]) on conflict do nothing`,
      [Current.institutionId, person.id, keys],
    );
  }
}
