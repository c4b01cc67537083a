import { Controller, Get, Param, ParseIntPipe, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Current } from '../../platform/current.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { FileRefused } from '../../platform/files/files.service.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { flash } from '../../platform/web/visit.js';
import { knownPaper, type WhichPaper } from '../wording/which-paper.js';
import { WordingPages } from '../wording/wording-page.queries.js';
import { LETTERHEAD } from '../wording/wording.rules.js';
import { WordTemplateRefused } from './word-template.errors.js';
import { MOST_TEMPLATE_BYTES, WORD_MEDIA, WordTemplates } from './word-templates.service.js';

/** The institution's own Word file of a paper. */
@Controller(':institution/settings/papers/:template/:language/word')
@Can('institution.edit')
export class WordTemplatesController {
  constructor(
    private readonly templates: WordTemplates,
    private readonly pages: WordingPages,
  ) {}

  @Post()
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MOST_TEMPLATE_BYTES + 1, files: 1 } }))
  async take(
    @Param() params: unknown,
    @UploadedFile() sent: { originalname: string; buffer: Buffer } | undefined,
  ): Promise<SeeOther | Unprocessable> {
    const which = ofPaper(params);
    try {
      if (!sent) throw new FileRefused('empty');
      await this.templates.take(which, sent.originalname, sent.buffer);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      const problem = { field: 'file', sentence: t(error.key, error.params) };
      const faults = error instanceof WordTemplateRefused ? error.faults : [];
      return unprocessable(await this.pages.draw(which, { problem, faults }), error.status);
    }
    return kept(which);
  }

  @Post('shipped')
  async shipped(@Param() params: unknown): Promise<SeeOther> {
    const which = ofPaper(params);
    await this.templates.back(which);
    return kept(which);
  }

  @Post('versions/:number')
  async back(@Param() params: unknown, @Param('number', ParseIntPipe) number: number): Promise<SeeOther> {
    const which = ofPaper(params);
    await this.templates.back(which, number);
    return kept(which);
  }

  @Get(':number.docx')
  async file(@Param() params: unknown, @Param('number', ParseIntPipe) number: number): Promise<Download> {
    const { name, bytes } = await this.templates.file(ofPaper(params), number);
    return new Download(bytes, WORD_MEDIA, name);
  }
}

function ofPaper(params: unknown): WhichPaper {
  const which = knownPaper(params);
  if (which.template === LETTERHEAD) throw new NotFound();
  return which;
}

function kept({ template, language }: WhichPaper): SeeOther {
  flash('documents.word_template.kept');
  return seeOther(`/${Current.institution.slug}/settings/papers/${template}/${language}#word`);
}
