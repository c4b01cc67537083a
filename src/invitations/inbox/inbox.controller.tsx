import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { Download } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { takeForm } from '../../platform/web/take-form.js';
import { ANSWERS } from '../invitation.states.js';
import { InboxPage } from './inbox.pages.js';
import { INBOUND_STATES } from './inbound-mail.entity.js';
import { type GuestChoice, ReviewService } from './review.service.js';

const Nothing = z.object({});
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
  apply(@Param('id') id: string, @Body() body: unknown) {
    return this.taken(ApplyForm, body, 'applied', ({ recipientId, answer }) =>
      this.review.apply(id, recipientId, answer),
    );
  }

  @Post(':id/refusal')
  declineProposal(@Param('id') id: string) {
    return this.taken(Nothing, {}, 'proposal_declined', () => this.review.declineProposal(id));
  }

  @Post(':id/settlement')
  settle(@Param('id') id: string) {
    return this.taken(Nothing, {}, 'settled', () => this.review.settle(id));
  }

  @Post(':id/discarding')
  discard(@Param('id') id: string) {
    return this.taken(Nothing, {}, 'discarded', () => this.review.discard(id));
  }

  private taken<S extends z.ZodType>(
    schema: S,
    body: unknown,
    what: string,
    verb: (data: z.output<S>) => Promise<void>,
  ) {
    return takeForm({
      schema,
      body,
      again: (form) => this.draw({}, form),
      take: async (data) => {
        await verb(data);
        return `/${Current.institution.slug}/replies`;
      },
      done: `invitations.inbox.done.${what}`,
    });
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
