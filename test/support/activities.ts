import { randomUUIDv7 } from 'node:crypto';
import { DelegationsService } from '../../src/activities/delegations.service.js';
import { Current } from '../../src/platform/current.js';
import { type NewReception, ReceptionsService } from '../../src/receptions/receptions.service.js';
import type { TestApp } from './app.js';

/** A parliament in the directory of the house. @returns its id */
export function aPartner(house: TestApp, name = 'Senate of Kestria', country = 'NO'): Promise<string> {
  const id = randomUUIDv7();
  return house.within(() =>
    house.db.transaction(async () => {
      await house.db.rows(
        `insert into organisation (institution_id, id, classification, name, country, search_text) values ($1, $2, 'parliament', $3, $4, lower($5))`,
        [Current.institutionId, id, JSON.stringify({ en: name }), country, name],
      );
      return id;
    }),
  );
}

export interface PersonChanges {
  family_name?: string;
  given_name?: string;
  honorific?: string;
  native_name?: string;
  native_language?: string;
}

/** A person in the directory of the house. @returns the id */
export function aPerson(house: TestApp, changes: PersonChanges = {}): Promise<string> {
  const id = randomUUIDv7();
  const person = { family_name: 'Marenko', given_name: 'Adela', honorific: 'H.E. Ms', native_name: null, native_language: null, ...changes };
  return house.within(() =>
    house.db.transaction(async () => {
      await house.db.rows(
        `insert into person (institution_id, id, family_name, given_name, honorific, native_name, native_language, sort_name, search_text)
         values ($1, $2, $3, $4, $5, $6, $7, lower($3), lower($3 || ' ' || $4))`,
        [Current.institutionId, id, person.family_name, person.given_name, person.honorific, person.native_name, person.native_language],
      );
      return id;
    }),
  );
}

/** A proposed reception, proposed by nobody in particular. @returns its id */
export async function aReception(house: TestApp, changes: Partial<NewReception> = {}): Promise<string> {
  const partnerId = changes.partnerId ?? (await aPartner(house));
  const { id } = await house.within(() =>
    house.get(ReceptionsService).propose({
      title: { en: 'Official Visit of the Delegation of the Senate of Kestria' },
      partnerId,
      category: 'official',
      startsOn: Temporal.PlainDate.from('2027-03-08'),
      endsOn: Temporal.PlainDate.from('2027-03-10'),
      city: 'Arvena',
      ...changes,
    }),
  );
  return id;
}

/** Puts a person into a delegation, which is opened for it. @returns the member's id */
export function aMember(house: TestApp, activityId: string, side: 'host' | 'guest', organisationId: string, personId: string): Promise<string> {
  const delegations = house.get(DelegationsService);
  return house.within(() =>
    house.db.transaction(async () => {
      const { id } = await delegations.open(activityId, side, organisationId);
      return (await delegations.add(id, { personId, role: 'member' })).id;
    }),
  );
}

/** How many statements the server runs for one GET of a page, reading who asks included. */
export async function statementsOf(house: TestApp, get: () => PromiseLike<{ status: number }>): Promise<number> {
  const seen = new Promise<number>((resolve) => {
    house.app.getHttpServer().once('request', (_request: unknown, response: { once(event: 'finish', then: () => void): void; locals?: Record<string, unknown> }) => {
      response.once('finish', () => resolve((response.locals?.['statements'] as { count: number } | undefined)?.count ?? -1));
    });
  });
  const { status } = await get();
  if (status !== 200) throw new Error(`Answered ${status}.`);
  return seen;
}
