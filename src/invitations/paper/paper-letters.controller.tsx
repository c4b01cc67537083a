import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { day } from '../../platform/web/form-values.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
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
    const form = readForm(DrawForm, body);
    return this.taken(id, invitation, form, async () => {
      const count = await this.letters.draw(invitation, form.data!.kind, form.data!.recipients);
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
    const form = readForm(DispatchForm, body);
    return this.taken(id, invitation, form, async () => {
      await this.db.read(() => this.ofThis(invitation, letterId));
      await this.letters.recordDispatch(letterId, form.data!);
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

  private async taken(
    id: string,
    invitationId: string,
    form: FormState & { ok: boolean },
    verb: () => Promise<void>,
  ): Promise<SeeOther | Unprocessable> {
    const again = (state: FormState) =>
      this.db.read(() => this.draw(id, invitationId, state)).then((html) => unprocessable(html));
    if (!form.ok) return again(form);
    try {
      await this.db.read(() => this.frame.of(id, invitationId, 'paper'));
      await verb();
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return again(withError(form, error.field ?? '', t(error.key, error.params)));
    }
    return seeOther(`/${Current.institution.slug}/activities/${id}/invitations/${invitationId}/paper`);
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
