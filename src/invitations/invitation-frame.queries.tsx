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
import type { Tab } from '../platform/web/components/state.js';
import type { PageOptions } from '../platform/web/page.js';
import { Invitation } from './invitation.entity.js';
import { InvitationHead } from './invitation-head.pages.js';
import { InvitationWays } from './invitation-ways.registry.js';
import { occasionOf } from './occasion.js';

export interface FramedActivity {
  activity: HeaderRow;
  mayPlan: boolean;
  /** For `page(…)`. */
  options: PageOptions;
}

export interface FramedInvitation extends FramedActivity {
  invitation: Invitation;
  entry: CalendarEntry | null;
  /** Path of this invitation's pages: `/house/activities/…/invitations/…`. */
  path: string;
  /** Day, time and place of the occasion, in the reader's language; empty before it is released. */
  when: string;
  tabs: Tab[];
  /** Name of the occasion, when and where, and the pages there are about it. */
  head: ComponentChildren;
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

  /** Where there is no invitation yet. @throws NotFound, also where the actor may not see the activity */
  async ofNone(activityId: string): Promise<FramedActivity> {
    const frame = await this.frame.of(activityId, 'invitations', { ownPrimary: true });
    const activity = await this.activities.header(activityId);
    return {
      activity,
      mayPlan: mayPlan(Current.actor, { id: activityId, bodyId: activity.body_id }) && isOpen(activity),
      options: { title: t('invitations.title'), activity: frame },
    };
  }

  /** @param current id of the way that is open @throws NotFound, also where the actor may not see the activity */
  async of(activityId: string, invitationId: string, current: string): Promise<FramedInvitation> {
    const framed = await this.ofNone(activityId);
    const invitation = await this.db.one(Invitation, invitationId);
    if (invitation.activityId !== activityId) throw new NotFound();
    const entry = await this.entries.of(activityId, invitation.itemId);
    const base = `/${Current.institution.slug}/activities/${activityId}/invitations`;
    const when = entry ? whenOf(entry) : '';
    const tabs = this.tabs(base, invitationId, current);
    return {
      ...framed,
      invitation,
      entry,
      path: `${base}/${invitationId}`,
      when,
      tabs,
      head: <InvitationHead subject={invitation.subject} facts={[when]} tabs={tabs} />,
    };
  }

  private tabs(base: string, id: string, current: string): Tab[] {
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
