import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { flash } from '../../platform/web/visit.js';
import type { Labels } from '../rendering/labels.js';
import { picturePaper, renderPaper } from '../rendering/paper.js';
import { knownPaper, type WhichPaper } from './which-paper.js';
import { WordingPages } from './wording-page.queries.js';
import { LETTERHEAD } from './wording.rules.js';
import { WordingService } from './wording.service.js';

const Typed = z.record(z.string().max(80), z.string().max(1_000_000));

/** The institution's own words and letterhead, each tried on a sample before it is kept. */
@Controller(':institution/settings/papers')
@Can('institution.edit')
export class WordingController {
  constructor(
    private readonly wording: WordingService,
    private readonly pages: WordingPages,
  ) {}

  @Get()
  chosen(@Query() chosen: object): Promise<string> {
    return this.pages.draw(knownPaper({ template: LETTERHEAD, language: knownLanguage(Current.locale), ...chosen }));
  }

  @Get(':template/:language')
  show(@Param() params: unknown): Promise<string> {
    return this.pages.draw(knownPaper(params));
  }

  @Post(':template/:language')
  async keep(@Param() params: unknown, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const which = knownPaper(params);
    const typed = Typed.parse(body);
    try {
      await this.wording.keep(which.template, which.language, typed);
    } catch (error) {
      return this.again(which, typed, error);
    }
    flash('documents.wording.kept');
    return seeOther(`/${Current.institution.slug}/settings/papers/${which.template}/${which.language}`);
  }

  /** A sample with what was typed, as PDF; nothing is kept. */
  @Post(':template/:language/preview')
  async preview(@Param() params: unknown, @Body() body: unknown): Promise<Download | Unprocessable> {
    const which = knownPaper(params);
    const typed = Typed.parse(body);
    try {
      const { shown, data, options } = await this.wording.tried(which, typed);
      const bytes = await renderPaper(shown, data, 'pdf', options);
      return new Download(bytes, 'application/pdf', `${which.template}-${which.language}.pdf`, true);
    } catch (error) {
      return this.again(which, typed, error);
    }
  }

  /** The first page of the same as a picture, for as long as somebody types. */
  @Post(':template/:language/picture')
  @HttpCode(200)
  async picture(@Param() params: unknown, @Body() body: unknown): Promise<{ picture: string } | { problem: string }> {
    const which = knownPaper(params);
    try {
      const { shown, data, options } = await this.wording.tried(which, Typed.parse(body));
      return { picture: await picturePaper(shown, data, options) };
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return { problem: t(error.key, error.params) };
    }
  }

  private async again(which: WhichPaper, typed: Labels, error: unknown): Promise<Unprocessable> {
    if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
    const problem = { field: error.field ?? '', sentence: t(error.key, error.params) };
    return unprocessable(await this.pages.draw(which, { typed, problem }), error.status);
  }
}
