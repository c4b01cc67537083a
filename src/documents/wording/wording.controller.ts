import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { flash } from '../../platform/web/visit.js';
import { letterheadOf } from '../document-frame.js';
import { type Labels, sampleOf } from '../rendering/labels.js';
import { type PaperFrame, renderPaper } from '../rendering/paper.js';
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
    private readonly db: Db,
    private readonly wording: WordingService,
    private readonly pages: WordingPages,
  ) {}

  @Get()
  first(): Promise<string> {
    return this.pages.draw({ template: LETTERHEAD, language: 'en' });
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

  /** A sample with what was typed; nothing is kept. */
  @Post(':template/:language/preview')
  async preview(@Param() params: unknown, @Body() body: unknown): Promise<Download | Unprocessable> {
    const { template, language } = knownPaper(params);
    const typed = Typed.parse(body);
    try {
      const own = this.wording.checked(template, language, typed);
      const kept = await this.db.read(() => this.wording.of(template, language));
      const isLetterhead = template === LETTERHEAD;
      const shown = isLetterhead ? 'thank-you' : template;
      const sample = sampleOf<PaperFrame>(shown, language);
      const letterhead = { ...letterheadOf(language), ...(isLetterhead ? own : kept.letterhead) };
      const bytes = await renderPaper(shown, { ...sample, letterhead }, 'pdf', {
        language,
        words: isLetterhead ? {} : own,
      });
      return new Download(bytes, 'application/pdf', `${template}-${language}.pdf`, true);
    } catch (error) {
      return this.again({ template, language }, typed, error);
    }
  }

  private async again(which: WhichPaper, typed: Labels, error: unknown): Promise<Unprocessable> {
    if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
    const problem = { field: error.field ?? '', sentence: t(error.key, error.params) };
    return unprocessable(await this.pages.draw(which, { typed, problem }), error.status);
  }
}
