import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../../src/platform/current.js';
import { type ItemInput, ProgrammeService, type Saved } from '../../src/programme/programme.service.js';
import { ResourcesService } from '../../src/programme/resources/resources.service.js';
import { LogisticsService } from '../../src/logistics/logistics.service.js';
import { ReceptionsService } from '../../src/receptions/receptions.service.js';
import { aMember, aPartner } from './activities.js';
import type { TestApp } from './app.js';

/** A Tuesday in the middle of a visit of three days. */
export const DAY = '2027-03-09';

/** A reception of three days; its id. Within the institution of the test unless another is named. */
export function aVisit(house: TestApp, changes: object = {}, institution?: string): Promise<string> {
  return house.within(async () => {
    const visit = await house.get(ReceptionsService).propose({
      title: { en: 'Official Visit of the Delegation of the Senate of Kestria' },
      partnerId: null,
      startsOn: Temporal.PlainDate.from('2027-03-08'),
      endsOn: Temporal.PlainDate.from('2027-03-10'),
      timeZone: 'Europe/Luxembourg',
      partnerTimeZone: 'Europe/Helsinki',
      city: 'Arvena',
      category: 'official',
      basis: '',
      purpose: '',
      topics: [],
      ...changes,
    });
    return visit.id;
  }, institution);
}

/** A person of the directory; the id. */
export function aPerson(house: TestApp, familyName: string, givenName = 'Ada'): Promise<string> {
  return house.within(() =>
    house.db.transaction(async () => {
      const id = randomUUIDv7();
      await house.db.rows(
        'insert into person (institution_id, id, family_name, given_name, sort_name) values ($1, $2, $3, $4, $3)',
        [Current.institutionId, id, familyName, givenName],
      );
      return id;
    }),
  );
}

/** A line as it is typed: an hour's meeting on `DAY` at ten. */
export function itemInput(changes: Partial<ItemInput> & { at?: string; minutes?: number } = {}): ItemInput {
  const { at = '10:00', minutes = 60, ...rest } = changes;
  const start = rest.start ?? Temporal.PlainDateTime.from(at.includes('T') ? at : `${DAY}T${at}`);
  return {
    type: 'meeting',
    title: { en: 'Talks of the delegations' },
    start,
    startZone: 'Europe/Luxembourg',
    end: start.add({ minutes }),
    endZone: 'Europe/Luxembourg',
    venueId: null,
    participants: [],
    interpreters: [],
    vehicles: [],
    audiences: ['guest', 'working', 'pocket'],
    track: null,
    confidential: false,
    dress: null,
    menu: null,
    flags: null,
    gift: null,
    press: null,
    talkingPoints: null,
    internalNote: null,
    responsible: null,
    ...rest,
  };
}

/** Somebody of the guests comes or goes at a wall time of the place, `2027-03-08T13:40`. */
export async function aRide(
  house: TestApp,
  activityId: string,
  personId: string,
  kind: 'arrival' | 'departure',
  at: string,
): Promise<void> {
  const member = await aMember(house, activityId, 'guest', await aPartner(house, `Senate of ${personId}`), personId);
  const facts = { mode: 'flight', number: 'KE 402' };
  const times = { at: Temporal.PlainDateTime.from(at), from: null, to: null };
  await house.within(() =>
    house.get(LogisticsService).enter(activityId, kind, { members: [member], ...times, facts, note: '' }),
  );
}

/** A line that stands in the programme, placed by nobody in particular. */
export function anItem(
  house: TestApp,
  activityId: string,
  changes: Parameters<typeof itemInput>[0] = {},
): Promise<Saved> {
  return house.within(() => house.get(ProgrammeService).place(activityId, itemInput(changes)));
}

export function aVenue(house: TestApp, name: string, capacity: number | null = null): Promise<string> {
  return house.within(
    async () =>
      (
        await house
          .get(ResourcesService)
          .addVenue({ name: { en: name }, address: '', city: 'Arvena', timeZone: null, capacity })
      ).id,
  );
}

export async function anInterpreter(
  house: TestApp,
  familyName: string,
  givenName = 'Nadia',
  pairs = ['fr-en'],
): Promise<string> {
  const personId = await aPerson(house, familyName, givenName);
  return house.within(
    async () =>
      (await house.get(ResourcesService).addInterpreter({ personId, pairs, longestShiftMinutes: 240, restMinutes: 0 }))
        .id,
  );
}

/** Whether a conflict of this kind is refused, blocks the release, warns or is ignored. */
export function conflictLevels(house: TestApp, levels: Record<string, string>): Promise<void> {
  return house.within(() =>
    house.db.transaction(async () => {
      await house.db.rows(
        `update institution set settings = jsonb_set(settings, '{conflictLevels}', $2::jsonb) where institution_id = $1`,
        [Current.institutionId, JSON.stringify(levels)],
      );
    }),
  );
}
