import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { mayReveal, mayWrite } from './directory.rules.js';
import type { RestrictedNotes, RevealReason } from './people.forms.js';
import { Person, type PersonFacts } from './person.entity.js';

export type NewPerson = Partial<PersonFacts> &
  Pick<PersonFacts, 'familyName'> & { id?: string; restricted?: RestrictedNotes };
/** Throws where the version found is not the one that was on the screen or in `If-Match`. */
export type VersionCheck = (found: number) => void;

/** What is done to people. Without an actor (seed, job) no role is asked for. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly secrets: SecretsService,
  ) {}

  async get(id: string): Promise<Person> {
    return this.db.read(() => this.db.one(Person, id));
  }

  /** @returns the id; the one given, where one is given */
  async create({ id, restricted, ...facts }: NewPerson): Promise<string> {
    return this.db.transaction(async () => {
      this.allowWriting(facts.country ?? null);
      const person = new Person();
      if (id) person.id = id;
      person.describe(facts);
      if (restricted) person.restricted = await this.sealed(person.id, restricted);
      await this.db.repo(Person).insert(person);
      await this.events.record({ type: 'person.created', subject: person.id });
      return person.id;
    });
  }

  /** @throws NotFound, and what `check` throws */
  async update(id: string, facts: Partial<PersonFacts>, check?: VersionCheck): Promise<Person> {
    return this.db.transaction(async () => {
      const person = await this.locked(id);
      this.allowWriting(person.country);
      if (facts.country !== undefined) this.allowWriting(facts.country);
      check?.(person.version);
      person.describe(facts);
      await this.db.repo(Person).save(person);
      await this.events.record({ type: 'person.updated', subject: id, data: { fields: Object.keys(facts) } });
      return person;
    });
  }

  /** Replaces passport, health and diet; an empty note is none. Only who may read them may write them. */
  async noteRestricted(id: string, notes: RestrictedNotes): Promise<void> {
    await this.db.transaction(async () => {
      const person = await this.locked(id);
      if (Current.maybeActor) allow(mayReveal(Current.actor, person.country));
      const filled = Object.fromEntries(Object.entries(notes).filter(([, text]) => text));
      person.restricted = Object.keys(filled).length > 0 ? await this.sealed(id, filled) : null;
      await this.db.repo(Person).save(person);
      await this.events.record({ type: 'person.restricted_noted', subject: id, data: { fields: Object.keys(filled) } });
    });
  }

  /** Opens passport, health and diet for a stated purpose; the reading is recorded. @throws NotFound for other roles */
  async reveal(id: string, reason: RevealReason): Promise<RestrictedNotes> {
    return this.db.transaction(async () => {
      const person = await this.db.one(Person, id);
      allow(mayReveal(Current.actor, person.country));
      const [row] = await this.db.rows<{ restricted: Buffer | null }>(
        'select restricted from person where institution_id = $1 and id = $2',
        [Current.institutionId, id],
      );
      await this.events.record({ type: 'person.restricted_read', subject: id, data: { reason } });
      return row?.restricted
        ? (JSON.parse(await this.secrets.open(placeOf(id), row.restricted)) as RestrictedNotes)
        : {};
    });
  }

  private allowWriting(country: string | null): void {
    if (Current.maybeActor) allow(mayWrite(Current.actor, country));
  }

  // Locked, so that two who save at once are told apart by their versions.
  private async locked(id: string): Promise<Person> {
    const person = await this.db.one(Person, id);
    const [row] = await this.db.rows<{ version: number }>(
      'select version from person where institution_id = $1 and id = $2 for update',
      [Current.institutionId, id],
    );
    return row?.version === person.version ? person : this.db.one(Person, id);
  }

  private sealed(id: string, notes: RestrictedNotes): Promise<Buffer> {
    return this.secrets.seal(placeOf(id), JSON.stringify(notes));
  }
}

const placeOf = (id: string) => ({ table: 'person', column: 'restricted', row: id });
