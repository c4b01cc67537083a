import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { isPublicLanguage, knownLanguage } from '../platform/i18n/languages.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { Recipient } from './invitation.entity.js';
import { type FramedInvitation, InvitationFrame } from './invitation-frame.queries.js';
import { mayReadNeeds } from './invitation.rules.js';
import type { Asked } from './invitations.forms.js';
import { InvitationsPage, NoInvitationPage } from './invitations.pages.js';
import type { PreviewedLetter } from './invitations-page.props.js';
import { FILTERS, InvitationsQueries, type RecipientRow } from './invitations.queries.js';
import { MailingsQueries } from './mailings/mailings.queries.js';

/** The page of the guest list, as it is shown and as it comes back with what a rule refused. */
@Injectable()
export class InvitationOverview {
  constructor(
    private readonly db: Db,
    private readonly queries: InvitationsQueries,
    private readonly mailings: MailingsQueries,
    private readonly frame: InvitationFrame,
    private readonly programme: ProgrammeQueries,
  ) {}

  /** @param needs what the chosen guest told, where it was asked for @throws NotFound */
  async of(id: string, asked: Asked, form?: FormState, needs?: string): Promise<string> {
    const all = await this.queries.ofActivity(id);
    const guestId = asked.guest ?? asked.record;
    const wanted = asked.invitation ?? (guestId ? (await this.db.one(Recipient, guestId)).invitationId : undefined);
    const invitation = all.find((one) => one.id === wanted) ?? all[0];
    const lines = (await this.programme.latestEdition(id))?.content.filter((line) => !line.cancelled) ?? [];
    if (!invitation) {
      const { mayPlan, options } = await this.frame.ofNone(id);
      return page(<NoInvitationPage activityId={id} mayManage={mayPlan} lines={lines} form={form} />, options);
    }
    const framed = await this.frame.of(id, invitation.id, 'guests');
    const filter = FILTERS.find((one) => one === asked.answer) ?? 'all';
    const rows = await this.queries.recipients(invitation.id, filter);
    const chosen = rows.find((one) => one.id === guestId) ?? rows[0];
    return page(
      <InvitationsPage
        activityId={id}
        mayManage={framed.mayPlan}
        all={all}
        invitation={invitation}
        when={framed.when}
        tabs={framed.tabs}
        lines={lines}
        counts={await this.queries.counts(invitation.id)}
        mailings={await this.mailings.of(invitation.id)}
        rows={rows}
        chosen={chosen}
        letter={chosen && previewOf(framed, chosen, asked.language)}
        history={chosen ? await this.queries.history(chosen.id) : []}
        filter={filter}
        asked={asked}
        needsTold={await this.queries.needsTold(invitation.id)}
        mayReadNeeds={mayReadNeeds(Current.actor, { id })}
        needs={needs}
        form={form}
        zone={framed.activity.time_zone}
      />,
      framed.options,
    );
  }
}

function previewOf({ entry }: FramedInvitation, guest: RecipientRow, asked?: string): PreviewedLetter {
  const language = isPublicLanguage(String(asked)) ? knownLanguage(asked) : knownLanguage(guest.language);
  return { language, isReleased: entry !== null };
}
