import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { ticked, wholeNumber } from '../../platform/web/form-values.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { InvitationForm } from '../invitations.forms.js';
import { RevisionPage } from './revision.pages.js';
import { RevisionsService } from './revisions.service.js';

const RevisionForm = InvitationForm.omit({ itemId: true }).extend({ seen: wholeNumber, tell: ticked });

/** What an invitation says, before it is sent and after. */
@Controller(':institution/activities/:id/invitations/:invitation/words')
@Can('invitations.manage')
export class RevisionsController {
  constructor(
    private readonly db: Db,
    private readonly frame: InvitationFrame,
    private readonly revisions: RevisionsService,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('invitation') invitation: string): Promise<string> {
    return this.draw(id, invitation);
  }

  @Post()
  async revise(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(RevisionForm, body);
    const again = (state: FormState, status?: number) =>
      this.db.read(() => this.draw(id, invitation, state)).then((html) => unprocessable(html, status));
    if (!form.ok) return again(form);
    const { seen, tell, answerBy = null, ...words } = form.data;
    const base = `/${Current.institution.slug}/activities/${id}/invitations`;
    try {
      await this.db.read(() => this.frame.of(id, invitation, 'words'));
      const drawn = await this.db.transaction(async () => {
        await this.revisions.revise(invitation, { ...words, answerBy }, seen);
        return tell ? this.revisions.tell(invitation) : null;
      });
      flash('invitations.words.saved');
      return seeOther(drawn ? `${base}/mailings/${drawn.id}` : `${base}?invitation=${invitation}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return again(withError(form, error.field ?? '', t(error.key, error.params)), error.status);
    }
  }

  private async draw(id: string, invitationId: string, form?: FormState): Promise<string> {
    const framed = await this.frame.of(id, invitationId, 'words');
    allow(framed.mayPlan);
    const concerned = await this.revisions.concerned(invitationId);
    return page(
      <>
        {framed.head}
        <RevisionPage invitation={framed.invitation} path={framed.path} concerned={concerned} form={form} />
      </>,
      { ...framed.options, title: t('invitations.words.title') },
    );
  }
}
