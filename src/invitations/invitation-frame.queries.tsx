import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { ActivitiesQueries, type HeaderRow } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { knownLanguage } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Text } from '../platform/web/components/names.js';
import { Tabs } from '../platform/web/components/state.js';
import type { PageOptions } from '../platform/web/page.js';
import { Invitation } from './invitation.entity.js';
import { InvitationWays } from './invitation-ways.registry.js';
import { occasionOf } from './occasion.js';

export interface FramedInvitation {
  invitation: Invitation;
  activity: HeaderRow;
  entry: CalendarEntry | null;
  /** Path of this invitation's pages: `/house/activities/…/invitations/…`. */
  path: string;
  mayPlan: boolean;
  /** Name of the occasion, when and where, and the pages there are about it. */
  head: ComponentChildren;
  /** For `page(…)`. */
  options: PageOptions;
}

/** What stands above every page about one invitation. */
@Injectable()
export class InvitationFrame {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
    private readonly entries: CalendarEntriesService,
    private readonly ways: InvitationWays,
  ) {}

  /** @param current id of the way that is open @throws NotFound, also where the actor may not see the activity */
  async of(activityId: string, invitationId: string, current: string): Promise<FramedInvitation> {
    const activity = await this.frame.of(activityId, 'invitations', { ownPrimary: true });
    const row = await this.activities.header(activityId);
    const invitation = await this.db.one(Invitation, invitationId);
    if (invitation.activityId !== activityId) throw new NotFound();
    const entry = await this.entries.of(activityId, invitation.itemId);
    const base = `/${Current.institution.slug}/activities/${activityId}/invitations`;
    return {
      invitation,
      activity: row,
      entry,
      path: `${base}/${invitationId}`,
      mayPlan: mayPlan(Current.actor, { id: activityId, bodyId: row.body_id }) && isOpen(row),
      head: (
        <>
          <div class="sec invitation-head">
            <h2>
              <Text of={invitation.subject} />
            </h2>
            <p class="mute">{entry && whenOf(entry)}</p>
          </div>
          <Tabs label={t('invitations.ways')} tabs={this.tabs(base, invitationId, current)} />
        </>
      ),
      options: { title: t('invitations.title'), activity },
    };
  }

  private tabs(base: string, id: string, current: string) {
    return [
      { label: t('invitations.guests'), href: `${base}?invitation=${id}`, current: current === 'guests' },
      ...this.ways.open.map((way) => ({
        label: t(way.label),
        href: `${base}/${id}/${way.path}`,
        current: way.id === current,
      })),
    ];
  }
}

function whenOf(entry: CalendarEntry): string {
  const { day, time, place } = occasionOf(entry, knownLanguage(Current.locale), null);
  return [time ? `${day}, ${time}` : day, place].filter(Boolean).join(' · ');
}
