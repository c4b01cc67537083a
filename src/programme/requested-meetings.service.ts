import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { AlreadyPlaced, ProgrammeClosed } from './programme.errors.js';
import { RequestedMeeting } from './programme-item.entity.js';
import { type ItemInput, ProgrammeService, type Saved } from './programme.service.js';

export interface NewRequest {
  title: string;
  minutes: number;
  askedBy: string;
  askedOn: Temporal.PlainDate | null;
  note: string | null;
  people?: string[];
  venues?: string[];
  pair?: string | null;
  halves?: string[];
  must?: boolean;
  weight?: number;
  sourceKey?: string | null;
}

/** Where and through whom a meeting is held, where that is chosen with its time. */
export interface PlacedWith {
  venueId?: string | null;
  interpreterId?: string | null;
  pair?: string | null;
}

/** Meetings that were asked for and wait at the side until they find their time. */
@Injectable()
export class RequestedMeetingsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly programme: ProgrammeService,
  ) {}

  ask(activityId: string, input: NewRequest): Promise<RequestedMeeting> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const meeting = new RequestedMeeting();
      Object.assign(meeting, { activityId, itemId: null, sourceKey: null, ...input });
      await this.db.repo(RequestedMeeting).insert(meeting);
      await this.events.record({ type: 'programme.meeting_asked', subject: meeting.id, activityId });
      return meeting;
    });
  }

  /** Puts a meeting into the programme at a wall time of the activity's place. @throws AlreadyPlaced, ConflictRefused, NotFound */
  place(meetingId: string, start: Temporal.PlainDateTime, chosen: PlacedWith = {}): Promise<Saved> {
    return this.db.transaction(async () => {
      const meeting = await this.db.one(RequestedMeeting, meetingId);
      const activity = await this.allowPlanning(meeting.activityId);
      // Two who place it at once wait for each other here; the second finds it placed.
      const [row] = await this.db.rows<{ item_id: string | null }>(
        'select item_id from requested_meeting where institution_id = $1 and id = $2 for update',
        [Current.institutionId, meetingId],
      );
      if (!row || row.item_id) throw new AlreadyPlaced();
      const saved = await this.programme.place(meeting.activityId, {
        type: 'meeting',
        title: { [Current.locale]: meeting.title },
        start,
        startZone: activity.timeZone,
        end: start.add({ minutes: meeting.minutes }),
        endZone: activity.timeZone,
        venueId: chosen.venueId ?? (meeting.venues.length === 1 ? meeting.venues[0]! : null),
        participants: await this.participants(meeting),
        interpreters: chosen.interpreterId
          ? [{ interpreterId: chosen.interpreterId, pair: meeting.pair ?? chosen.pair ?? '' }]
          : [],
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
        internalNote: meeting.note,
        responsible: null,
      });
      meeting.itemId = saved.item.id;
      await this.db.repo(RequestedMeeting).save(meeting);
      return saved;
    });
  }

  /** Who was asked for by name, on the side on which they stand in the delegations. */
  private async participants({ activityId, people }: RequestedMeeting): Promise<ItemInput['participants']> {
    if (people.length === 0) return [];
    const rows = await this.db.rows<{ id: string; side: 'host' | 'guest' | null }>(
      `select p.id, (select d.side from delegation_member m join delegation d on d.institution_id = $1 and d.id = m.delegation_id
                      where m.institution_id = $1 and m.activity_id = $2 and m.person_id = p.id order by d.side limit 1) as side
         from person p where p.institution_id = $1 and p.id = any($3::uuid[])`,
      [Current.institutionId, activityId, people],
    );
    return rows.map(({ id, side }) => ({ personId: id, side: side ?? 'host' }));
  }

  /** Takes a request back from the side. */
  decline(meetingId: string): Promise<void> {
    return this.db.transaction(async () => {
      const meeting = await this.db.one(RequestedMeeting, meetingId);
      await this.allowPlanning(meeting.activityId);
      await this.db.repo(RequestedMeeting).delete({ institutionId: Current.institutionId, id: meetingId });
      await this.events.record({
        type: 'programme.meeting_declined',
        subject: meetingId,
        activityId: meeting.activityId,
      });
    });
  }

  private async allowPlanning(activityId: string) {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
    if (!isOpen(activity)) throw new ProgrammeClosed();
    return activity;
  }
}
