import { ProgrammeService } from '../../src/programme/programme.service.js';
import type { ItemInput } from '../../src/programme/programme.service.js';
import { Current } from '../../src/platform/current.js';
import type { Report } from '../../src/reports/report.entity.js';
import { ReportOpening } from '../../src/reports/report-opening.service.js';
import { ReportsService } from '../../src/reports/reports.service.js';
import { aMember, aPartner, aPerson, aReception } from '../support/activities.js';
import type { TestApp } from '../support/app.js';

const wall = (text: string) => Temporal.PlainDateTime.from(text);

/** A line of the programme on the first day of the reception. @returns its id */
export function aLine(house: TestApp, activityId: string, changes: Partial<ItemInput> = {}): Promise<string> {
  return house.within(async () => {
    const { item } = await house.get(ProgrammeService).place(activityId, {
      type: 'meeting',
      title: { en: 'Talks with the Committee on Trade' },
      start: wall('2027-03-08T09:30'),
      startZone: 'Europe/Luxembourg',
      end: wall('2027-03-08T11:00'),
      endZone: 'Europe/Luxembourg',
      venueId: null,
      participants: [],
      interpreters: [],
      vehicles: [],
      audiences: ['working', 'guest'],
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
      ...changes,
    });
    return item.id;
  });
}

/** Says that the visit is over, past all that a course asks for. */
export function complete(house: TestApp, activityId: string): Promise<unknown> {
  return house.within(() =>
    house.db.transaction(() =>
      house.db.rows(`update activity set state = 'completed' where institution_id = $1 and id = $2`, [
        Current.institutionId,
        activityId,
      ]),
    ),
  );
}

export interface Held {
  activityId: string;
  talks: string;
  lunch: string;
  dropped: string;
}

/** A visit that took place: talks, a lunch that was changed, a tour that was dropped, a line that nobody may read. */
export async function aHeldVisit(house: TestApp): Promise<Held> {
  const partnerId = await aPartner(house);
  const guest = await aPerson(house);
  const activityId = await aReception(house, {
    partnerId,
    basis: 'Invitation of the Speaker',
    purpose: 'Renew the agreement on fisheries.',
    topics: ['Quotas', 'Ports'],
  });
  await aMember(house, activityId, 'guest', partnerId, guest);
  const talks = await aLine(house, activityId, { participants: [{ personId: guest, side: 'guest' }] });
  const lunch = await aLine(house, activityId, {
    type: 'meal',
    title: { en: 'Lunch at the Old Mill' },
    start: wall('2027-03-08T12:30'),
    end: wall('2027-03-08T14:00'),
    gift: 'Silver compass',
  });
  const dropped = await aLine(house, activityId, {
    type: 'culture',
    title: { en: 'Tour of the lighthouse' },
    start: wall('2027-03-09T15:00'),
    end: wall('2027-03-09T16:00'),
  });
  await aLine(house, activityId, {
    title: { en: 'A quiet word' },
    start: wall('2027-03-09T18:00'),
    end: wall('2027-03-09T18:30'),
    confidential: true,
  });
  const programme = house.get(ProgrammeService);
  await house.within(() => programme.carryOut(lunch, 'changed', 'Moved to the garden'));
  await house.within(() => programme.carryOut(dropped, 'dropped', 'Storm'));
  await complete(house, activityId);
  return { activityId, talks, lunch, dropped };
}

/** A report that was handed in, by nobody in particular. */
export async function aSubmittedReport(house: TestApp): Promise<Report> {
  const { activityId } = await aHeldVisit(house);
  const reports = house.get(ReportsService);
  return house.within(async () => reports.submit((await house.get(ReportOpening).open(activityId)).id));
}
