import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { Invitation } from './invitation.entity.js';
import { EXPECTED } from './invitation.states.js';
import { MailingWork } from './mailings/mailing-work.service.js';

/** Tells exactly those whom a change of the released programme concerns: invited to that line, and not declined. */
@Injectable()
export class InvitationsListeners implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly mailings: MailingWork,
  ) {}

  onModuleInit(): void {
    this.jobs.define('invitations.update', async (job) => {
      const { entries } = (job['data'] ?? {}) as { entries?: string[] };
      for (const id of entries ?? []) await this.update(id);
    });
    this.events.on('calendar.changed', 'invitations.update');
  }

  /** Safe to repeat: who was sent this SEQUENCE is not written to again. @returns how many were written to */
  update(entryId: string): Promise<number> {
    return this.db.transaction(async () => {
      const entry = await this.db.one(CalendarEntry, entryId);
      const kind = entry.cancelledAt ? 'cancellation' : 'update';
      const rows = await this.db.rows<{ id: string; invitation_id: string }>(
        `select r.id, r.invitation_id from recipient r join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
          where r.institution_id = $1 and i.activity_id = $2 and i.item_id is not distinct from $3 and i.state = 'sent'
            and r.state = any($6::text[]) and r.sent_sequence < $4
            and not exists (select 1 from mailing_recipient l join mailing m on m.institution_id = l.institution_id and m.id = l.mailing_id
                             where l.institution_id = r.institution_id and l.recipient_id = r.id and l.state = 'waiting' and m.kind = $5)
          order by r.id for update of r`,
        [Current.institutionId, entry.activityId, entry.itemId, entry.sequence, kind, EXPECTED],
      );
      for (const [invitationId, some] of Map.groupBy(rows, (row) => row.invitation_id)) {
        const invitation = await this.db.one(Invitation, invitationId);
        await this.mailings.announce(invitation, kind, some.map(({ id }) => id)); // prettier-ignore
        const data = { count: some.length };
        await this.events.record({
          type: 'invitations.updated',
          subject: invitationId,
          ...(entry.activityId && { activityId: entry.activityId }),
          data,
        });
      }
      return rows.length;
    });
  }
}
