import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation } from '../invitation.entity.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { AnswerTermsPage } from './answer-terms.pages.js';
import { AnswerTermsService } from './answer-terms.service.js';
import { AnswerTermsForm, optionsOf } from './answering.forms.js';

/** Places of an occasion, and what its guests are asked. */
@Controller(':institution/activities/:id/invitations/:invitation/terms')
@Can('invitations.manage')
export class AnswerTermsController {
  constructor(
    private readonly db: Db,
    private readonly terms: AnswerTermsService,
    private readonly frame: InvitationFrame,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('invitation') invitation: string): Promise<string> {
    return this.draw(id, invitation);
  }

  @Post()
  async set(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(AnswerTermsForm, body);
    const again = (state: FormState, status?: number) =>
      this.db.read(() => this.draw(id, invitation, state)).then((html) => unprocessable(html, status));
    if (!form.ok) return again(form);
    const { capacity = null, questions, ...rest } = form.data;
    try {
      await this.db.read(() => this.ofThis(id, invitation));
      const count = await this.terms.set(invitation, {
        ...rest,
        capacity,
        questions: questions.map(({ id: known, options, ...question }) => ({
          ...question,
          id: known ?? randomUUIDv7(),
          options: question.kind === 'choice' ? optionsOf(options) : [],
        })),
      });
      flash('invitations.done.terms', { count });
      return seeOther(`/${Current.institution.slug}/activities/${id}/invitations?invitation=${invitation}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return again(withError(form, error.field ?? '', t(error.key, error.params)), error.status);
    }
  }

  private async draw(id: string, invitationId: string, form?: FormState): Promise<string> {
    const framed = await this.frame.of(id, invitationId, 'terms');
    allow(framed.mayPlan);
    return page(
      <>
        {framed.head}
        <AnswerTermsPage invitation={framed.invitation} path={framed.path} form={form} />
      </>,
      { ...framed.options, title: t('invitations.terms.title') },
    );
  }

  private async ofThis(activityId: string, invitationId: string): Promise<void> {
    const invitation = await this.db.one(Invitation, invitationId);
    if (invitation.activityId !== activityId) throw new NotFound();
  }
}
