import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { DocumentSources } from '../document-sources.registry.js';
import { documentLanguages } from '../rendering/document-data.js';
import { LetterTextPage } from './letter-text.pages.js';
import { letterTextPath } from './letter-text.paths.js';
import { LetterTexts } from './letter-text.service.js';

const Which = z.object({ activityId: z.string(), kind: z.string(), language: z.enum(documentLanguages) });
type Which = z.output<typeof Which>;
const Written = z.object({ text: z.string().max(1_000_000) });

/** The text of one letter: written for it alone, seen as it will look. */
@Controller(':institution/activities/:activityId/documents/papers/:kind/text/:language')
@Can('activities.see')
export class LetterTextController {
  constructor(
    private readonly db: Db,
    private readonly texts: LetterTexts,
    private readonly sources: DocumentSources,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  show(@Param() params: unknown, @Query('subject') subject = ''): Promise<string> {
    return this.draw(known(params), subject);
  }

  @Post()
  async write(
    @Param() params: unknown,
    @Body() body: unknown,
    @Query('subject') subject = '',
  ): Promise<SeeOther | Unprocessable> {
    const which = known(params);
    const { text } = written(body);
    try {
      await this.texts.write({ ...which, subject }, text);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const typed = { text, problem: t(error.key, error.params) };
      return unprocessable(await this.db.read(() => this.draw(which, subject, typed)), error.status);
    }
    flash('documents.letter.kept');
    const query = subject ? `?${new URLSearchParams({ subject })}` : '';
    return seeOther(letterTextPath(which.activityId, which.kind, which.language) + query);
  }

  /** The first page with what was typed, for as long as somebody types. */
  @Post('picture')
  @HttpCode(200)
  async picture(
    @Param() params: unknown,
    @Body() body: unknown,
    @Query('subject') subject = '',
  ): Promise<{ picture: string } | { problem: string }> {
    try {
      return { picture: await this.texts.picture({ ...known(params), subject }, written(body).text) };
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return { problem: t(error.key, error.params) };
    }
  }

  private async draw(which: Which, subject: string, typed?: { text: string; problem: string }): Promise<string> {
    const { activityId, kind, language } = which;
    const stands = await this.texts.of({ ...which, subject });
    const activity = await this.frame.of(activityId, 'documents');
    const name = t(this.sources.of(kind)!.label);
    const here = letterTextPath(activityId, kind, language);
    return page(
      <LetterTextPage
        {...{ here, name, language, subject, ...stands, problem: undefined, ...typed }}
        paper={here.slice(0, here.lastIndexOf('/text/'))}
      />,
      { title: t('documents.letter.title', { name }), activity },
    );
  }
}

function known(params: unknown): Which {
  const which = Which.safeParse(params);
  if (!which.success) throw new NotFound();
  return which.data;
}

function written(body: unknown): z.output<typeof Written> {
  const text = Written.safeParse(body);
  if (!text.success) throw new NotFound();
  return text.data;
}
