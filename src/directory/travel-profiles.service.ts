import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { mayReveal, mayRevealOwn } from './directory.rules.js';
import { Person } from './person.entity.js';
import { OPENS, type RevealReason, TRAVEL_FIELDS, type TravelField, type TravelProfile } from './travel.forms.js';

/**
 * Passports, visas, diet, health: each field sealed by itself, opened for a purpose by protocol, security and the person
 * alone, every reading an event. Without an actor (seed, job) no role is asked for.
 */
@Injectable()
export class TravelProfilesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly secrets: SecretsService,
  ) {}

  /** Opens what the purpose needs; the reading is recorded. @throws NotFound for other roles */
  async reveal(personId: string, reason: RevealReason): Promise<TravelProfile> {
    return this.db.transaction(async () => {
      const person = await this.allowed(personId);
      const fields = OPENS[reason];
      const rows = await this.db.rows<{ person_id: string; field: TravelField; sealed: Buffer }>(
        `select d.person_id, d.field, d.sealed from travel_detail d
           join person p on p.institution_id = d.institution_id and p.id = d.person_id
          where d.institution_id = $1 and coalesce(p.merged_into, p.id) = $2 and d.field = any ($3)
          order by d.person_id = $2, d.noted_on`,
        [Current.institutionId, person.id, [...fields]],
      );
      const opened: TravelProfile = {};
      // The person's own come last, and so stand before those of a merged entry.
      for (const { person_id, field, sealed } of rows)
        Object.assign(opened, { [field]: JSON.parse(await this.secrets.open(placeOf(person_id, field), sealed)) });
      await this.events.record({
        type: 'person.restricted_read',
        subject: person.id,
        data: { reason, fields: Object.keys(opened) },
      });
      return opened;
    });
  }

  /** Writes the fields that are named; null, an empty text or list takes one away. Who may read them may write them. */
  async note(personId: string, profile: TravelProfile): Promise<void> {
    await this.db.transaction(async () => {
      const person = await this.allowed(personId);
      const noted: string[] = [];
      for (const field of TRAVEL_FIELDS) {
        const value = profile[field];
        if (value === undefined) continue;
        noted.push(field);
        if (value === null || value.length === 0) await this.forget(person.id, field);
        else await this.keep(person.id, field, JSON.stringify(value));
      }
      await this.events.record({ type: 'person.restricted_noted', subject: person.id, data: { fields: noted } });
    });
  }

  private async keep(personId: string, field: TravelField, text: string): Promise<void> {
    const sealed = await this.secrets.seal(placeOf(personId, field), text);
    await this.db.rows(
      `insert into travel_detail (institution_id, id, person_id, field, sealed) values ($1, $2, $3, $4, $5)
       on conflict (institution_id, person_id, field)
       do update set sealed = excluded.sealed, noted_on = current_date, updated_at = now(), version = travel_detail.version + 1`,
      [Current.institutionId, randomUUIDv7(), personId, field, sealed],
    );
  }

  private async forget(personId: string, field: TravelField): Promise<void> {
    await this.db.rows(
      `delete from travel_detail d using person p
        where d.institution_id = $1 and d.field = $3 and p.institution_id = d.institution_id and p.id = d.person_id
          and coalesce(p.merged_into, p.id) = $2`,
      [Current.institutionId, personId, field],
    );
  }

  private async allowed(personId: string): Promise<Person> {
    const asked = await this.db.one(Person, personId);
    const person = asked.mergedInto ? await this.db.one(Person, asked.mergedInto) : asked;
    const actor = Current.maybeActor;
    if (actor) allow(mayReveal(actor, person.country) || mayRevealOwn(actor, [asked.id, person.id]));
    return person;
  }
}

/** Where a field is sealed: bound to its place, what is sealed for one person and field opens nowhere else. */
export const placeOf = (personId: string, field: TravelField) => ({
  table: 'travel_detail',
  column: field,
  row: personId,
});
