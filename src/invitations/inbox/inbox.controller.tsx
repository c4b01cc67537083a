import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { ANSWERS } from '../invitation.states.js';
import { InboxPage } from './inbox.pages.js';
import { ReviewService } from './review.service.js';

const ApplyForm = z.strictObject({ recipientId: z.uuid(), answer: z.enum(ANSWERS) });

/** Replies that no rule could take. */
@Controller(':institution/replies')
@Can('invitations.manage')
export class InboxController {
  constructor(
    private readonly db: Db,
    private readonly review: ReviewService,
  ) {}

  @Get()
  list(@Query('state') state?: string, @Query('page') at?: string): Promise<string> {
    return this.draw(state, at);
  }

  @Post(':id/answer')
  apply(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(ApplyForm, body);
    return this.taken(form, 'applied', () => this.review.apply(id, form.data!.recipientId, form.data!.answer));
  }

  @Post(':id/discarding')
  discard(@Param('id') id: string): Promise<SeeOther | Unprocessable> {
    return this.taken(readForm(z.object({}), {}), 'discarded', () => this.review.discard(id));
  }

  private async taken(form: FormState & { ok: boolean }, what: string, verb: () => Promise<void>) {
    if (!form.ok) return unprocessable(await this.draw('review', undefined, form));
    try {
      await verb();
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(await this.draw('review', undefined, withError(form, '', t(error.key, error.params))), error.status); // prettier-ignore
    }
    flash(`invitations.inbox.done.${what}`);
    return seeOther(`/${Current.institution.slug}/replies`);
  }

  private draw(asked: string | undefined, at: string | undefined, form?: FormState): Promise<string> {
    const state = asked === 'applied' || asked === 'discarded' ? asked : 'review';
    const number = Math.max(1, Math.min(10_000, Math.trunc(Number(at) || 1)));
    return this.db.read(async () => {
      const rows = await this.review.list(state, number);
      return page(
        <InboxPage
          rows={rows}
          choices={state === 'review' ? await this.review.choices(rows) : new Map()}
          counts={await this.review.counts()}
          state={state}
          page={number}
          form={form}
        />,
        { title: t('invitations.inbox.title'), section: 'replies' },
      );
    });
  }
}
