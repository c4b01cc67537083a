import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { hashToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { KEPT_DAYS } from './invitation.rules.js';
import type { AnswerGiven } from './invitation.states.js';
import { REPLY_CODE } from './reply-address.js';

export interface GuestView {
  guest: Recipient;
  invitation: Invitation;
  activity: Activity;
  entry: CalendarEntry | null;
  needs: string;
  kind: Standing;
}

/**
 * `open`: may answer; `regret`: the day for answers has passed, and only who cannot come may still say so; `past`: only shows the answer;
 * `gone`: nothing is shown any more.
 */
export type Standing = 'open' | 'regret' | 'past' | 'gone';

/** Whether a guest may give this answer himself. A late regret frees a place, so it is always welcome. */
export const mayGive = (standing: Standing, answer: AnswerGiven): boolean =>
  standing === 'open' || (standing === 'regret' && answer === 'declined');

/** Finds the guest of a secret link, in whatever institution he was invited. */
@Injectable()
export class GuestsService {
  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
    private readonly activities: ActivitiesService,
    private readonly entries: CalendarEntriesService,
    private readonly secrets: SecretsService,
  ) {}

  /** Runs `work` in the institution of a token's guest, with no actor. @throws NotFound for a token of nobody */
  async within<T>(token: string, work: (recipientId: string) => Promise<T>): Promise<T> {
    if (!/^er_[A-Za-z0-9_-]{43}$/.test(token)) throw new NotFound();
    return this.found('token_hash', token, work);
  }

  /** The same for the code of the address that his calendar replies to, in whatever case it comes back. @throws NotFound */
  async withinReply<T>(code: string, work: (recipientId: string) => Promise<T>): Promise<T> {
    const written = code.toLowerCase();
    if (!REPLY_CODE.test(written)) throw new NotFound();
    return this.found('reply_hash', written, work);
  }

  private async found<T>(
    column: 'token_hash' | 'reply_hash',
    secret: string,
    work: (recipientId: string) => Promise<T>,
  ): Promise<T> {
    const hash = hashToken(secret);
    const [institutionId] = await this.db.crossing('institution_of_recipient', [hash]);
    if (!institutionId) throw new NotFound();
    return this.institutions.within(institutionId, async () => {
      const [row] = await this.db.read(() =>
        this.db.rows<{ id: string }>(`select id from recipient where institution_id = $1 and ${column} = $2`, [
          Current.institutionId,
          hash,
        ]),
      );
      if (!row) throw new NotFound();
      return work(row.id);
    });
  }

  /** What a guest's page shows. Needs an open unit of work. */
  async view(recipientId: string): Promise<GuestView> {
    const guest = await this.db.one(Recipient, recipientId);
    const { kind, invitation, activity, entry } = await this.standing(guest);
    const needs = guest.needs
      ? await this.secrets.open({ table: 'recipient', column: 'needs', row: guest.id }, guest.needs)
      : '';
    return { guest, invitation, activity, entry, needs, kind };
  }

  /** Whether the guest may still answer. */
  async standing(guest: Recipient): Promise<Pick<GuestView, 'kind' | 'invitation' | 'activity' | 'entry'>> {
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const activity = await this.activities.get(guest.activityId);
    const entry = await this.entries.of(guest.activityId, invitation.itemId);
    const isOff =
      guest.state === 'cancelled' ||
      invitation.state === 'cancelled' ||
      !entry ||
      entry.cancelledAt !== null ||
      ['cancelled', 'declined'].includes(activity.state);
    const today = Temporal.Now.zonedDateTimeISO(activity.timeZone).toPlainDate();
    const isLong = Temporal.PlainDate.compare(today, activity.endsOn.add({ days: KEPT_DAYS })) > 0;
    const hasBegun = !!entry && Temporal.Instant.compare(Temporal.Now.instant(), entry.startsAt) >= 0;
    const isLate = invitation.answerBy !== null && Temporal.PlainDate.compare(today, invitation.answerBy) > 0;
    const kind = isOff || isLong ? 'gone' : hasBegun ? 'past' : isLate ? 'regret' : 'open';
    return { invitation, activity, entry, kind };
  }
}
