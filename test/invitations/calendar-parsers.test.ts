import { afterAll, beforeAll, expect, it } from 'vitest';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, moveAndRelease, rowOf } from '../support/invitations.js';
import { Invitation, Recipient } from '../../src/invitations/invitation.entity.js';
import { PostingService } from '../../src/invitations/posting.service.js';
import { InvitationsService } from '../../src/invitations/invitations.service.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

it('invitation, update and cancellation say the same to three parsers that share no code', async () => {
  const { activityId, itemId, invitationId, ids } = await aDinner(house, [
    guest(),
    guest({ name: 'هالة بنت سالم', email: 'h@council.example', language: 'ar' }),
    guest({ name: 'Мирослава; "Мира", Верещака', email: 'm@embassy.example', language: 'ru' }),
  ]);
  await moveAndRelease(house, activityId, itemId);
  await house.drain();
  await house.within(() => house.get(InvitationsService).cancel(invitationId));
  const rows = await rowOf<{ calendar: string; calendar_method: string }>(house, 'select calendar, calendar_method from message where reference_id = any($1) order by reference_id, created_at', [ids]); // prettier-ignore
  expect(rows.map((row) => row.calendar_method)).toEqual(
    Array.from({ length: 3 }, () => ['REQUEST', 'REQUEST', 'CANCEL']).flat(),
  );
  for (const { calendar, calendar_method } of rows) {
    const strict = new ICAL.Component(ICAL.parse(calendar));
    const event = new ICAL.Event(strict.getFirstSubcomponent('vevent')!);
    const other = Object.values(nodeIcal.sync.parseICS(calendar)).find((one) => one?.type === 'VEVENT') as unknown as { uid: string; sequence: string; start: Date }; // prettier-ignore
    const third = convertIcsCalendar(undefined, calendar);
    expect(strict.getFirstPropertyValue('method')).toBe(calendar_method);
    expect(third.method).toBe(calendar_method);
    expect(third.events).toHaveLength(1);
    expect([other.uid, third.events![0]!.uid]).toEqual([event.uid, event.uid]);
    expect([Number(other.sequence), third.events![0]!.sequence ?? 0]).toEqual([event.sequence, event.sequence]);
    const start = event.startDate.convertToZone(ICAL.Timezone.utcTimezone).toUnixTime() * 1000;
    expect([other.start.getTime(), third.events![0]!.start.date.getTime()]).toEqual([start, start]);
    expect(strict.getFirstSubcomponent('vevent')!.getAllProperties('attendee')).toHaveLength(1);
  }
});

it('that a proposal is declined says the same to the three, of no more than which entry', async () => {
  const { invitationId, ids } = await aDinner(house, [guest({ name: 'Мирослава; "Мира", Верещака', language: 'ru' })]);
  await house.within(() =>
    house.db.transaction(async () => {
      const [invitation, recipient] = [
        await house.db.one(Invitation, invitationId),
        await house.db.one(Recipient, ids[0]!),
      ];
      await house.get(PostingService).postOne('proposal_declined', invitation, recipient);
    }),
  );
  const [asked, declined] = await rowOf<{ calendar: string }>(house, 'select calendar from message where reference_id = $1 order by created_at, id', [ids[0]]); // prettier-ignore
  const { calendar } = declined!;
  const strict = new ICAL.Component(ICAL.parse(calendar));
  const event = strict.getFirstSubcomponent('vevent')!;
  const other = Object.values(nodeIcal.sync.parseICS(calendar)).find((one) => one?.type === 'VEVENT') as unknown as { uid: string; sequence: string; attendee?: { val: string }; organizer: { val: string }; start?: Date }; // prettier-ignore
  const third = convertIcsCalendar(undefined, calendar);
  expect([strict.getFirstPropertyValue('method'), third.method]).toEqual(['DECLINECOUNTER', 'DECLINECOUNTER']);
  const uid = /^UID:(.*)$/m.exec(asked!.calendar)![1]!.trim();
  expect([event.getFirstPropertyValue('uid'), other.uid, third.events![0]!.uid]).toEqual([uid, uid, uid]);
  expect([Number(event.getFirstPropertyValue('sequence')), Number(other.sequence)]).toEqual([0, 0]);
  expect([event.hasProperty('attendee'), other.attendee]).toEqual([false, undefined]);
  expect(other.organizer.val).toBe(event.getFirstPropertyValue('organizer'));
  expect(third.events![0]!.organizer?.email).toBe(String(event.getFirstPropertyValue('organizer')).slice(7));
  expect([event.hasProperty('dtstart'), other.start, third.events![0]!.start]).toEqual([false, undefined, undefined]);
});
