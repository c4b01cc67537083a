import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { flash } from '../platform/web/visit.js';
import { DocumentLife } from './document-life.service.js';
import { CHANNELS } from './document.states.js';
import { DocumentsService, type PaperKey } from './documents.service.js';
import { PaperPages } from './paper-page.queries.js';
import { documentLanguages, languagePairs, languagesOf } from './rendering/document-data.js';

const Acted = z.object({
  language: z.enum([...documentLanguages, ...languagePairs]),
  subject: z.string().max(80).default(''),
  reason: z.string().max(500).optional(),
  recipients: z.string().max(5000).default(''),
  channel: z.enum(CHANNELS).default('email'),
});
type Acted = z.output<typeof Acted>;
type Answer = Promise<SeeOther | Unprocessable>;

/** One kind of paper of an activity: its versions, its course, and who received it. */
@Controller(':institution/activities/:activityId/documents/papers/:kind')
@Can('activities.see')
export class PaperController {
  constructor(
    private readonly db: Db,
    private readonly documents: DocumentsService,
    private readonly life: DocumentLife,
    private readonly pages: PaperPages,
  ) {}

  @Get()
  show(@Param() which: Which, @Query('subject') subject = '', @Query('pair') pair = ''): Promise<string> {
    return this.pages.draw(which.activityId, which.kind, { subject, pair });
  }

  @Post('versions')
  keep(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, async ({ activityId, kind, language, subject }, { reason }) => {
      const { number, isNew } = await this.documents.make(activityId, kind, language, reason ?? null, subject);
      flash(isNew ? 'documents.made' : 'documents.unchanged', { number });
    });
  }

  @Post('clearance')
  clear(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key) => this.life.clear(key));
  }

  @Post('return')
  return(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key) => this.life.return(key));
  }

  @Post('approval')
  approve(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key) => this.life.approve(key));
  }

  @Post('dispatches')
  send(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key, { recipients, channel }) => {
      const lines = recipients
        .split(/\r?\n|;/)
        .map((line) => line.trim())
        .filter(Boolean);
      return this.life.send(key, lines, channel);
    });
  }

  @Post('archiving')
  putAway(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key) => this.life.putAway(key));
  }

  @Post('amendment')
  amend(@Param() which: Which, @Body() body: unknown): Answer {
    return this.act(which, body, (key, { reason }) => this.life.amend(key, reason ?? null));
  }

  private async act(
    { activityId, kind }: Which,
    body: unknown,
    work: (key: PaperKey, input: Acted) => Promise<unknown>,
  ): Answer {
    const input = Acted.safeParse(body);
    if (!input.success) throw new NotFound();
    const { language, subject } = input.data;
    try {
      await work({ activityId, kind, language, subject }, input.data);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const problem = t(error.key, error.params);
      return unprocessable(
        await this.db.read(() => this.pages.draw(activityId, kind, { subject, pair: language }, problem)),
        error.status,
      );
    }
    const isPair = languagesOf(language).length > 1;
    const query = new URLSearchParams({ ...(subject ? { subject } : {}), ...(isPair ? { pair: language } : {}) });
    return seeOther(
      `/${Current.institution.slug}/activities/${activityId}/documents/papers/${kind}${query.size > 0 ? `?${query}` : ''}`,
    );
  }
}

interface Which {
  activityId: string;
  kind: string;
}
