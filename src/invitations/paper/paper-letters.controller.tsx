import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { Download } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { day } from '../../platform/web/form-values.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { takeForm } from '../../platform/web/take-form.js';
import { flash } from '../../platform/web/visit.js';
import { Recipient } from '../invitation.entity.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { PaperLettersPage } from './paper-letters.pages.js';
import { CARRIERS, PAPER_KINDS, PaperLetter } from './paper-letter.entity.js';
import { PaperLetterPrinting, SHEETS } from './paper-letter-printing.service.js';
import { PaperLetters } from './paper-letters.service.js';

const DrawForm = z.strictObject({ kind: z.enum(PAPER_KINDS), recipients: z.array(z.uuid()).min(1).max(500) });
const DispatchForm = z.strictObject({
  on: day,
  carrier: z.enum(CARRIERS),
  carriedBy: z.string().max(200).optional(),
});
const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Invitations by letter or note verbale: their numbers, their files, and how they went out. */
@Controller(':institution/activities/:id/invitations/:invitation/paper')
@Can('invitations.manage')
export class PaperLettersController {
  constructor(
    private readonly db: Db,
    private readonly frame: InvitationFrame,
    private readonly letters: PaperLetters,
    private readonly printing: PaperLetterPrinting,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('invitation') invitation: string): Promise<string> {
    return this.draw(id, invitation);
  }

  @Post()
  drawUp(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    return this.taken(id, invitation, DrawForm, body, async ({ kind, recipients }) => {
      const count = await this.letters.draw(invitation, kind, recipients);
      flash('invitations.paper.drawn', { count });
    });
  }

  @Post(':letterId/dispatch')
  dispatch(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Param('letterId') letterId: string,
    @Body() body: unknown,
  ) {
    return this.taken(id, invitation, DispatchForm, body, async (given) => {
      await this.db.read(() => this.ofThis(invitation, letterId));
      await this.letters.recordDispatch(letterId, given);
      flash('invitations.paper.dispatched');
    });
  }

  /** `labels.pdf`, `envelopes-c5.docx` */
  @Get(':sheet.:format')
  async sheet(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Param('sheet') name: string,
    @Param('format') asked: string,
  ): Promise<Download> {
    const format = formatOf(asked);
    const sheet = SHEETS.find((one) => one === name);
    if (!sheet) throw new NotFound();
    await this.frame.of(id, invitation, 'paper');
    return new Download(await this.printing.sheet(sheet, invitation, format), MEDIA[format], `${sheet}.${format}`);
  }

  /** The letter as it goes along with a guest's mail. */
  @Get('enclosed/:recipient.pdf')
  async enclosed(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Param('recipient') recipient: string,
  ): Promise<Download> {
    await this.frame.of(id, invitation, 'paper');
    return new Download(await this.printing.enclosure(invitation, recipient), MEDIA.pdf, 'invitation.pdf');
  }

  @Get(':letterId/letter.:format')
  async print(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Param('letterId') letterId: string,
    @Param('format') asked: string,
  ): Promise<Download> {
    const format = formatOf(asked);
    await this.frame.of(id, invitation, 'paper');
    const { number } = await this.ofThis(invitation, letterId);
    return new Download(await this.printing.letter(letterId, format), MEDIA[format], `${number}.${format}`);
  }

  private async ofThis(invitationId: string, letterId: string): Promise<PaperLetter> {
    const letter = await this.db.one(PaperLetter, letterId);
    if ((await this.db.one(Recipient, letter.recipientId)).invitationId !== invitationId) throw new NotFound();
    return letter;
  }

  private taken<S extends z.ZodType>(
    id: string,
    invitationId: string,
    schema: S,
    body: unknown,
    verb: (data: z.output<S>) => Promise<void>,
  ) {
    return takeForm({
      schema,
      body,
      again: (form) => this.db.read(() => this.draw(id, invitationId, form)),
      take: async (data) => {
        await this.db.read(() => this.frame.of(id, invitationId, 'paper'));
        await verb(data);
        return `/${Current.institution.slug}/activities/${id}/invitations/${invitationId}/paper`;
      },
    });
  }

  private async draw(id: string, invitationId: string, form?: FormState): Promise<string> {
    const framed = await this.frame.of(id, invitationId, 'paper');
    allow(framed.mayPlan);
    return page(
      <>
        {framed.head}
        <PaperLettersPage path={`${framed.path}/paper`} rows={await this.letters.list(invitationId)} form={form} />
      </>,
      { ...framed.options, title: t('invitations.paper.title') },
    );
  }
}

function formatOf(asked: string): 'pdf' | 'docx' {
  if (asked !== 'pdf' && asked !== 'docx') throw new NotFound();
  return asked;
}
