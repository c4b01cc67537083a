import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { ticked, wholeNumber } from '../../platform/web/form-values.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { takeForm } from '../../platform/web/take-form.js';
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
  revise(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    return takeForm({
      schema: RevisionForm,
      body,
      again: (form) => this.db.read(() => this.draw(id, invitation, form)),
      take: async ({ seen, tell, answerBy = null, ...words }) => {
        await this.db.read(() => this.frame.of(id, invitation, 'words'));
        const drawn = await this.db.transaction(async () => {
          await this.revisions.revise(invitation, { ...words, answerBy }, seen);
          return tell ? this.revisions.tell(invitation) : null;
        });
        const base = `/${Current.institution.slug}/activities/${id}/invitations`;
        return drawn ? `${base}/mailings/${drawn.id}` : `${base}?invitation=${invitation}`;
      },
      done: 'invitations.words.saved',
    });
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
