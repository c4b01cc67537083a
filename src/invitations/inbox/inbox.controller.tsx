import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { ANSWERS } from '../invitation.states.js';
import { InboxPage } from './inbox.pages.js';
import { INBOUND_STATES } from './inbound-mail.entity.js';
import { type GuestChoice, ReviewService } from './review.service.js';

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
  list(@Query() asked: Record<string, unknown>): Promise<string> {
    return this.draw(asked);
  }

  /** The mail as it came, for who has to look closer. */
  @Get(':id.eml')
  async raw(@Param('id') id: string): Promise<Download> {
    return new Download(await this.review.raw(id), 'message/rfc822', `${id}.eml`);
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
    if (!form.ok) return unprocessable(await this.draw({}, form));
    try {
      await verb();
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(await this.draw({}, withError(form, '', t(error.key, error.params))), error.status);
    }
    flash(`invitations.inbox.done.${what}`);
    return seeOther(`/${Current.institution.slug}/replies`);
  }

  private draw(asked: Record<string, unknown>, form?: FormState): Promise<string> {
    const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim().slice(0, 100) : '');
    const state = INBOUND_STATES.find((one) => one === asked['state']) ?? 'review';
    const number = Math.max(1, Math.min(10_000, Math.trunc(Number(text('page')) || 1)));
    const [mail, words] = [text('mail'), text('q')];
    return this.db.read(async () => {
      // Words beside a mail look for its guest; words alone look for mails.
      const rows = await this.review.list(state, number, mail ? null : words || null);
      const choices = state === 'review' ? await this.review.choices(rows) : new Map<string, GuestChoice[]>();
      if (mail && words) choices.set(mail, await this.review.guestsNamed(words));
      return page(
        <InboxPage
          rows={rows}
          choices={choices}
          sought={{ mail, words }}
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
