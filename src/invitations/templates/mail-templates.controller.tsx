import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CalendarEntriesService } from '../../calendar/calendar-entries.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable } from '../../platform/http/reply.js';
import { isPublicLanguage, knownLanguage } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { takeForm } from '../../platform/web/take-form.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation, Recipient } from '../invitation.entity.js';
import { LettersService } from '../letters.service.js';
import { MAILING_KINDS, type MailingKind } from '../mailings/mailing.states.js';
import { inFrame } from './letter-frame.js';
import { MailTemplatePage } from './mail-template.pages.js';
import { MailTemplatesService } from './mail-templates.service.js';

const TemplateForm = z.strictObject({ html: z.string().max(2_000_000), text: z.string().max(2_000_000) });
const UseForm = z.strictObject({ number: z.coerce.number().int().min(0) });

/** The institution's own letters, version by version, each seen as a guest gets it before it is in force. */
@Controller(':institution/settings/invitations/templates')
@Can('invitations.templates')
export class MailTemplatesController {
  constructor(
    private readonly db: Db,
    private readonly templates: MailTemplatesService,
    private readonly letters: LettersService,
    private readonly entries: CalendarEntriesService,
  ) {}

  @Get(':kind')
  show(
    @Param('kind') kind: string,
    @Query('version') version?: string,
    @Query('guest') guest?: string,
  ): Promise<string> {
    return this.draw(kindOf(kind), { version, guest });
  }

  @Post(':kind')
  keep(@Param('kind') kind: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const known = kindOf(kind);
    return takeForm({
      schema: TemplateForm,
      body,
      again: (form) => this.draw(known, {}, form),
      take: async (source) => {
        const { number } = await this.templates.keep(known, source);
        return `${this.path(known)}?version=${number}`;
      },
      done: 'invitations.templates.kept',
    });
  }

  @Post(':kind/use')
  async use(@Param('kind') kind: string, @Body() body: unknown): Promise<SeeOther> {
    const form = readForm(UseForm, body);
    if (!form.ok) throw new NotFound();
    await this.templates.use(kindOf(kind), form.data.number);
    flash('invitations.templates.used');
    return seeOther(`${this.path(kindOf(kind))}?version=${form.data.number}`);
  }

  /** One guest's letter by one version; a document of its own in a frame that runs and loads nothing. */
  @Get(':kind/preview/:number/:recipient')
  async preview(
    @Param('kind') kind: string,
    @Param('number') number: string,
    @Param('recipient') guestId: string,
    @Query('language') asked: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const guest = await this.db.one(Recipient, guestId);
    const invitation = await this.db.one(Invitation, guest.invitationId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    if (!entry) throw new NotFound();
    const source = await this.templates.version(kindOf(kind), Number(number));
    const language = isPublicLanguage(String(asked)) ? knownLanguage(String(asked)) : knownLanguage(guest.language);
    const write = await this.letters.writer(kindOf(kind), invitation, entry, source);
    return inFrame(response, (await write(guest, language, '#')).html);
  }

  private async draw(
    kind: MailingKind,
    asked: { version?: string | undefined; guest?: string | undefined },
    form?: FormState,
  ): Promise<string> {
    return this.db.read(async () => {
      const versions = await this.templates.versions(kind);
      const used = versions.find(({ inForce }) => inForce)?.number ?? 0;
      const number = Number(asked.version ?? used);
      const guests = await this.db
        .repo(Recipient)
        .find({ where: { institutionId: Current.institutionId }, order: { id: 'DESC' }, take: 30 });
      return page(
        <MailTemplatePage
          kind={kind}
          path={this.path(kind)}
          versions={versions.map((one) => ({ number: one.number, at: one.createdAt }))}
          used={used}
          shown={await this.templates.version(kind, number)}
          guests={guests}
          guest={guests.find(({ id }) => id === asked.guest) ?? guests[0]}
          form={form}
        />,
        { title: t('invitations.templates.title'), section: 'settings' },
      );
    });
  }

  private path(kind: MailingKind): string {
    return `/${Current.institution.slug}/settings/invitations/templates/${kind}`;
  }
}

function kindOf(text: string): MailingKind {
  const kind = MAILING_KINDS.find((one) => one === text);
  if (!kind) throw new NotFound();
  return kind;
}
