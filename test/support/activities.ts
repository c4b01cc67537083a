import { CostsService } from '../../src/costs/costs.service.js';
import { DelegationsService } from '../../src/activities/delegations.service.js';
import { OrganisationsService } from '../../src/directory/organisations.service.js';
import { type NewPerson, PeopleService } from '../../src/directory/people.service.js';
import { type NewReception, ReceptionsService } from '../../src/receptions/receptions.service.js';
import { type NewMission, MissionsService } from '../../src/missions/missions.service.js';
import { MissionPlanService } from '../../src/missions/mission-plan.service.js';
import type { TestApp } from './app.js';

/** A parliament in the directory of the house. @returns its id */
export function aPartner(house: TestApp, name = 'Senate of Kestria', country = 'NO'): Promise<string> {
  return house.within(() =>
    house.get(OrganisationsService).create({ classification: 'parliament', name: { en: name }, country }),
  );
}

/** A person in the directory of the house. @returns the id */
export function aPerson(house: TestApp, changes: Partial<NewPerson> = {}): Promise<string> {
  return house.within(() =>
    house.get(PeopleService).create({ familyName: 'Marenko', givenName: 'Adela', honorific: 'H.E. Ms', ...changes }),
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

/** A drafted mission with a task, drafted by nobody in particular. @returns its id */
export async function aMission(house: TestApp, changes: Partial<NewMission> = {}): Promise<string> {
  const partnerId = changes.partnerId ?? (await aPartner(house));
  const { id } = await house.within(() =>
    house.get(MissionsService).propose({
      title: { en: 'Mission of the working group to Kestria' },
      partnerId,
      kind: 'bilateral',
      startsOn: Temporal.PlainDate.from('2027-03-08'),
      endsOn: Temporal.PlainDate.from('2027-03-10'),
      city: 'Arvena',
      timeZone: 'Europe/Oslo',
      purpose: 'To agree the plan of the groups',
      countries: ['NO'],
      ...changes,
    }),
  );
  await house.within(() =>
    house.get(MissionPlanService).setTasks(id, [{ kind: 'task', content: 'Agree the plan', responsible: '' }], 1),
  );
  return id;
}

/** An estimate that finance has cleared, empty where nothing was entered. */
export function aClearedEstimate(house: TestApp, activityId: string): Promise<unknown> {
  return house.within(async () => {
    await house.get(CostsService).submit(activityId);
    await house.get(CostsService).clear(activityId);
  });
}

/** Puts a person into a delegation, which is opened for it. @returns the member's id */
export function aMember(
  house: TestApp,
  activityId: string,
  side: 'host' | 'guest',
  organisationId: string,
  personId: string,
  role: 'head' | 'member' = 'member',
): Promise<string> {
  const delegations = house.get(DelegationsService);
  return house.within(() =>
    house.db.transaction(async () => {
      const { id } = await delegations.open(activityId, side, organisationId);
      return (await delegations.add(id, { personId, role })).id;
    }),
  );
}

/** How many statements the server runs for one GET of a page, reading who asks included. */
export async function statementsOf(house: TestApp, get: () => PromiseLike<{ status: number }>): Promise<number> {
  const seen = new Promise<number>((resolve) => {
    house.app
      .getHttpServer()
      .once(
        'request',
        (
          _request: unknown,
          response: { once(event: 'finish', then: () => void): void; locals?: Record<string, unknown> },
        ) => {
          response.once('finish', () =>
            resolve((response.locals?.['statements'] as { count: number } | undefined)?.count ?? -1),
          );
        },
      );
  });
  const { status } = await get();
  if (status !== 200) throw new Error(`Answered ${status}.`);
  return seen;
}
