import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { InvitationsService, type NewRecipient } from '../../src/invitations/invitations.service.js';
import { SecretsService } from '../../src/platform/secrets/secrets.service.js';
import type { TestApp } from './app.js';
import { anItem, aVisit } from './programme.js';

export const guest = (changes: Partial<NewRecipient> = {}): NewRecipient => ({
  name: 'Wilhelmina van der Aalsvoort',
  post: 'Rector',
  organisation: 'University of Arvena',
  email: 'w.aalsvoort@university.example',
  language: 'en',
  ...changes,
});

/** A released dinner to which guests are invited, and sent theirs. */
export async function aDinner(house: TestApp, guests: NewRecipient[] = [guest()], send = true) {
  const activityId = await aVisit(house);
  const { item } = await anItem(house, activityId, {
    title: { en: 'Official dinner' },
    at: '19:30',
    dress: 'Black tie',
  });
  return house.within(async () => {
    await house.get(EditionsService).release(activityId);
    const service = house.get(InvitationsService);
    const { id } = await service.invite(activityId, item.id, {
      subject: { en: 'Official Dinner', ar: 'مأدبة عشاء رسمية' },
      body: { en: 'On the occasion of the visit.' },
      answerBy: Temporal.PlainDate.from('2027-03-06'),
    });
    const ids = await service.addRecipients(id, guests);
    if (send) await service.send(id);
    return { activityId, itemId: item.id, invitationId: id, ids };
  });
}

/** The secret of a guest's link. */
export function tokenOf(house: TestApp, id: string): Promise<string> {
  return house.within(() =>
    house.db.read(async () => {
      const [row] = await house.db.rows<{ token_sealed: Buffer }>('select token_sealed from recipient where id = $1', [
        id,
      ]);
      return house.get(SecretsService).open({ table: 'recipient', column: 'token_sealed', row: id }, row!.token_sealed);
    }),
  );
}

export function rowOf<T = Record<string, unknown>>(house: TestApp, sql: string, params: unknown[]): Promise<T[]> {
  return house.within(() => house.db.read(() => house.db.rows<T>(sql, params)));
}

/** Moves the line by an hour and releases the programme again. */
export function moveAndRelease(house: TestApp, activityId: string, itemId: string): Promise<unknown> {
  return house.within(async () => {
    await house.get(ProgrammeService).move(itemId, Temporal.PlainDateTime.from('2027-03-09T20:30'));
    return house.get(EditionsService).release(activityId);
  });
}

/** The code in the address that replies of this guest's calendar come to, as it stands in the mail. */
export async function replyCodeOf(house: TestApp, id: string): Promise<string> {
  const [mail] = await rowOf<{ reply_to: string }>(
    house,
    'select reply_to from message where reference_id = $1 limit 1',
    [id],
  );
  return /^rsvp\+([0-9a-f]{48})@/.exec(mail!.reply_to)![1]!;
}

export async function uidOf(house: TestApp, itemId: string): Promise<string> {
  return (await rowOf<{ uid: string }>(house, 'select uid from calendar_entry where item_id = $1', [itemId]))[0]!.uid;
}

/** What a calendar program replies (iMIP). @param at `20270301T100000Z` */
export const calendarReply = (
  uid: string,
  partstat: string,
  at: string,
  sequence = 0,
  attendee = 'w.aalsvoort@university.example',
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y//EN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${at}`,
    `ATTENDEE;PARTSTAT=${partstat}:mailto:${attendee}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
