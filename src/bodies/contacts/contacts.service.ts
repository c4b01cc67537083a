import { Injectable } from '@nestjs/common';
import { Person } from '../../directory/person.entity.js';
import { RegisterNumbers } from '../../institution/register-numbers.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { Body } from '../body.entity.js';
import { CONTACT_WRITERS } from '../body.rules.js';
import { type ContactFacts, ForeignContact } from './contact.entity.js';

export class ContactInFuture extends DomainError {
  constructor() {
    super('bodies.error.contact_future', {}, { field: 'onDay' });
  }
}
export class ContactOfAnotherYear extends DomainError {
  constructor(year: number) {
    super('bodies.error.contact_year', { year: String(year) }, { field: 'onDay' });
  }
}
export class UnknownParticipant extends DomainError {
  constructor() {
    super('bodies.error.unknown_person', {}, { field: 'participants' });
  }
}

/** Contacts with foreigners on record: added and corrected, never taken out. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly numbers: RegisterNumbers,
  ) {}

  /** Draws the number of its year. @returns the id. @throws NotFound, ContactInFuture, UnknownParticipant */
  async add(facts: ContactFacts, id?: string): Promise<string> {
    return this.db.transaction(async () => {
      this.allowed();
      const contact = Object.assign(new ForeignContact(), id ? { id } : {});
      contact.describe(facts);
      await this.check(contact);
      contact.year = contact.onDay.year;
      contact.number = await this.numbers.draw('foreign-contact', contact.year);
      await this.db.repo(ForeignContact).insert(contact);
      await this.events.record({ type: 'contact.recorded', subject: contact.id, data: { number: contact.number } });
      return contact.id;
    });
  }

  /** @throws NotFound, ContactInFuture, ContactOfAnotherYear, UnknownParticipant, and what `check` throws */
  async correct(id: string, facts: ContactFacts, check?: (version: number) => void): Promise<void> {
    await this.db.transaction(async () => {
      this.allowed();
      const contact = await this.db.one(ForeignContact, id);
      check?.(contact.version);
      contact.describe(facts);
      if (contact.onDay.year !== contact.year) throw new ContactOfAnotherYear(contact.year);
      await this.check(contact);
      await this.db.repo(ForeignContact).save(contact);
      await this.events.record({ type: 'contact.corrected', subject: id });
    });
  }

  private allowed(): void {
    if (Current.maybeActor) allow(hasRole(Current.actor, CONTACT_WRITERS, { kind: 'institution', id: null }));
  }

  private async check({ onDay, participants, bodyId }: ForeignContact): Promise<void> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    if (Temporal.PlainDate.compare(onDay, today) > 0) throw new ContactInFuture();
    for (const person of participants)
      await this.db.one(Person, person).catch((error: unknown) => {
        throw error instanceof NotFound ? new UnknownParticipant() : error;
      });
    if (bodyId) await this.db.one(Body, bodyId);
  }
}
