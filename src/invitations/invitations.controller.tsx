import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { isPublicLanguage, knownLanguage } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { AnswersService } from './answers.service.js';
import { Invitation, Recipient } from './invitation.entity.js';
import { StaffAnswerForm } from './answering/answering.forms.js';
import { type Asked, InvitationForm, RecipientForm, RecipientListForm } from './invitations.forms.js';
import { InvitationWays } from './invitation-ways.registry.js';
import { InvitationsPage } from './invitations.pages.js';
import type { PreviewedLetter } from './invitations-page.props.js';
import { FILTERS, type InvitationRow, InvitationsQueries, type RecipientRow } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';
import { MailingsQueries } from './mailings/mailings.queries.js';
import { mayReadNeeds } from './invitation.rules.js';
import { NeedsService } from './needs.service.js';
import { occasionOf } from './occasion.js';
import { guestsOf } from './recipient-list.js';

@Controller(':institution/activities/:id/invitations')
@Can('invitations.see')
export class InvitationsController {
  constructor(
    private readonly db: Db,
    private readonly invitations: InvitationsService,
    private readonly answers: AnswersService,
    private readonly needs: NeedsService,
    private readonly queries: InvitationsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
    private readonly programme: ProgrammeQueries,
    private readonly entries: CalendarEntriesService,
    private readonly ways: InvitationWays,
    private readonly mailings: MailingsQueries,
  ) {}

  @Get()
  show(@Param('id') id: string, @Query() asked: Asked): Promise<string> {
    return this.draw(id, asked);
  }

  @Post()
  @Can('invitations.manage')
  draft(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(InvitationForm, body);
    return this.taken(id, { add: 'invitation' }, form, async () => {
      const { itemId = null, ...rest } = form.data!;
      const made = await this.invitations.invite(id, itemId, rest);
      flash('invitations.done.drafted');
      return `?invitation=${made.id}&add=guest`;
    });
  }

  @Post(':invitation/recipients')
  @Can('invitations.manage')
  add(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const isList = typeof body === 'object' && body !== null && 'list' in body;
    const form = isList ? readForm(RecipientListForm, body) : readForm(RecipientForm, body);
    return this.taken(id, { invitation, add: 'guest' }, form, async () => {
      await this.ofThis(id, invitation);
      const data = form.data!;
      const { length } = await this.invitations.addRecipients(
        invitation,
        'list' in data ? guestsOf(data.list) : [data],
      );
      flash('invitations.done.added', { count: length });
      return `?invitation=${invitation}`;
    });
  }

  @Post(':invitation/cancellation')
  @Can('invitations.manage')
  cancel(@Param('id') id: string, @Param('invitation') invitation: string) {
    return this.taken(id, { invitation }, readForm(RecipientListForm, { list: '-' }), async () => {
      await this.ofThis(id, invitation);
      await this.invitations.cancel(invitation);
      flash('invitations.done.withdrawn');
      return `?invitation=${invitation}`;
    });
  }

  /** Takes one guest off the list; he is told if he had been asked. */
  @Post('recipients/:recipient/withdrawal')
  @Can('invitations.manage')
  withdraw(@Param('id') id: string, @Param('recipient') recipient: string) {
    return this.taken(id, { guest: recipient }, readForm(RecipientListForm, { list: '-' }), async () => {
      const guest = await this.db.read(() => this.db.one(Recipient, recipient));
      if (guest.activityId !== id) throw new NotFound();
      await this.invitations.withdraw(recipient);
      flash('invitations.done.guest_withdrawn');
      return `?invitation=${guest.invitationId}&guest=${recipient}`;
    });
  }

  @Post('recipients/:recipient/answers')
  @Can('invitations.manage')
  record(@Param('id') id: string, @Param('recipient') recipient: string, @Body() body: unknown) {
    const form = readForm(StaffAnswerForm, body);
    return this.taken(id, { record: recipient, guest: recipient }, form, async () => {
      const guest = await this.db.read(() => this.db.one(Recipient, recipient));
      if (guest.activityId !== id) throw new NotFound();
      await this.answers.recordAnswer(recipient, form.data!);
      flash('invitations.done.answered');
      return `?invitation=${guest.invitationId}&guest=${recipient}`;
    });
  }

  /** Asked for again, the page of needs is the list without them. */
  @Get('recipients/:recipient/needs')
  async withoutNeeds(@Param('id') id: string, @Param('recipient') recipient: string): Promise<SeeOther> {
    await this.db.one(Recipient, recipient);
    return seeOther(`/${Current.institution.slug}/activities/${id}/invitations?guest=${encodeURIComponent(recipient)}`);
  }

  /** Diet and access needs are read by POST alone, so that no address, no history and no cache brings them back. */
  @Post('recipients/:recipient/needs')
  @Can('invitations.reveal')
  async readNeeds(@Param('id') id: string, @Param('recipient') recipient: string): Promise<Unprocessable> {
    const needs = await this.needs.reveal(id, recipient);
    return unprocessable(await this.db.read(() => this.draw(id, { guest: recipient }, undefined, needs)), 200);
  }

  /** Does what a form asks; what a rule refuses comes back on the form. */
  private async taken(
    id: string,
    asked: Asked,
    form: FormState & { ok: boolean },
    verb: () => Promise<string>,
  ): Promise<SeeOther | Unprocessable> {
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(id, asked, form)));
    try {
      return seeOther(`/${Current.institution.slug}/activities/${id}/invitations${await verb()}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const again = withError(form, error.field ?? '', t(error.key, error.params));
      return unprocessable(await this.db.read(() => this.draw(id, asked, again)), error.status);
    }
  }

  private async ofThis(activityId: string, invitationId: string): Promise<void> {
    const invitation = await this.db.read(() => this.db.one(Invitation, invitationId));
    if (invitation.activityId !== activityId) throw new NotFound();
  }

  private async draw(id: string, asked: Asked, form?: FormState, needs?: string): Promise<string> {
    const frame = await this.frame.of(id, 'invitations', { ownPrimary: true });
    const row = await this.activities.header(id);
    const all = await this.queries.ofActivity(id);
    const guestId = asked.guest ?? asked.record;
    const wanted = asked.invitation ?? (guestId ? (await this.db.one(Recipient, guestId)).invitationId : undefined);
    const invitation = all.find((one) => one.id === wanted) ?? all[0];
    const filter = FILTERS.find((one) => one === asked.answer) ?? 'all';
    const rows = invitation ? await this.queries.recipients(invitation.id, filter) : [];
    const chosen = rows.find((one) => one.id === guestId) ?? rows[0];
    return page(
      <InvitationsPage
        activityId={id}
        mayManage={mayPlan(Current.actor, { id, bodyId: row.body_id }) && isOpen(row)}
        all={all}
        invitation={invitation}
        when={invitation ? await this.whenOf(id, invitation, row.partner_time_zone) : ''}
        ways={this.ways.open}
        lines={(await this.programme.latestEdition(id))?.content.filter((line) => !line.cancelled) ?? []}
        counts={invitation ? await this.queries.counts(invitation.id) : new Map()}
        mailings={invitation ? await this.mailings.of(invitation.id) : []}
        rows={rows}
        chosen={chosen}
        letter={
          invitation && chosen && (await this.preview(id, invitation, chosen, asked.language, row.partner_time_zone))
        }
        history={chosen ? await this.queries.history(chosen.id) : []}
        filter={filter}
        asked={asked}
        needsTold={invitation ? await this.queries.needsTold(invitation.id) : 0}
        mayReadNeeds={mayReadNeeds(Current.actor, { id })}
        needs={needs}
        form={form}
        zone={row.time_zone}
      />,
      { title: t('invitations.title'), activity: frame },
    );
  }

  private async whenOf(activityId: string, { item_id }: InvitationRow, zone: string | null): Promise<string> {
    const entry = await this.entries.of(activityId, item_id);
    if (!entry) return '';
    const { day, time, place } = occasionOf(entry, knownLanguage(Current.locale), zone);
    return [time ? `${day}, ${time}` : day, place].filter(Boolean).join(' · ');
  }

  private async preview(
    activityId: string,
    invitation: InvitationRow,
    guest: RecipientRow,
    asked: string | undefined,
    zone: string | null,
  ): Promise<PreviewedLetter> {
    const language = isPublicLanguage(String(asked)) ? knownLanguage(asked) : knownLanguage(guest.language);
    const entry = await this.entries.of(activityId, invitation.item_id);
    return { language, occasion: entry && occasionOf(entry, language, zone) };
  }
}
