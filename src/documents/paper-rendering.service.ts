import { Injectable } from '@nestjs/common';
import type { Paper, PaperData, PaperLanguage } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { formatDay } from '../platform/i18n/format.js';
import { inLanguage } from '../platform/i18n/translate.js';
import { letterheadOf } from './document-frame.js';
import type { DocumentFormat } from './document.entity.js';
import type { DocumentSource, Seal } from './document-sources.registry.js';
import type { DocumentFrame } from './rendering/document-data.js';
import { type PaperFrame, renderPaper } from './rendering/paper.js';
import { renderPdf } from './rendering/pdf.js';
import { WordTemplates } from './word-templates/word-templates.service.js';
import { WordingService } from './wording/wording.service.js';

export type { PaperFrame } from './rendering/paper.js';

/** Prints what capabilities register, and what capabilities above documents hand in themselves. */
@Injectable()
export class PaperRendering {
  constructor(
    private readonly db: Db,
    private readonly wording: WordingService,
    private readonly templates: WordTemplates,
  ) {}

  /** Letterhead, state, day and number of a paper: a draft of today, or signed as the seal says. */
  frame(language: PaperLanguage, seal?: Seal): Omit<PaperFrame, 'title'> & { number?: string; date?: string } {
    const letterhead = letterheadOf(language);
    if (!seal) {
      // The day, not the second: the same plan gives the same bytes all day long.
      const today = Temporal.Now.zonedDateTimeISO('UTC').startOfDay().toInstant().toString();
      return { letterhead, createdAt: today, status: { kind: 'draft' } };
    }
    const day = seal.at.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate();
    const date = formatDay(day, 'long', language);
    return {
      letterhead,
      createdAt: seal.at.round('second').toString(),
      status: { kind: 'edition', number: seal.number, releasedOn: date },
      date,
      ...(seal.registerNumber ? { number: seal.registerNumber } : {}),
    };
  }

  /**
   * Data in the shape of the template’s `sample.json`. @param beside the same in a second language, for two columns
   * @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable
   */
  async render(
    template: string,
    data: PaperData & PaperFrame,
    language: PaperLanguage,
    format: DocumentFormat,
    beside?: { data: PaperData & PaperFrame; language: PaperLanguage },
  ): Promise<Uint8Array> {
    const first = await this.inOwnWords(template, data, language);
    // A Word file of the house is in one language.
    if (!beside)
      return renderPaper(template, first.data, format, {
        ...first,
        wordFile: await this.wordFile(template, language, format),
      });
    const second = await this.inOwnWords(template, beside.data, beside.language);
    return renderPaper(template, first.data, format, { ...first, beside: second });
  }

  /** A paper that is drawn, not composed of paragraphs: its folder has a `main.typ` of its own. PDF alone. @throws as render */
  async draw(template: string, data: DocumentFrame, language: PaperLanguage): Promise<Uint8Array> {
    const own = await this.db.read(() => this.wording.of(template, language));
    const letterhead = { ...data.letterhead, ...own.letterhead };
    return renderPdf(template, { ...data, letterhead }, { language });
  }

  /** A registered kind of paper as a source of documents. */
  sourceOf(paper: Paper): DocumentSource {
    return {
      ...paper,
      formats: ['pdf', 'docx'],
      fileName: paper.kind,
      render: async (activityId, { format, subject, seal, ...wish }) => {
        const said = (language: PaperLanguage) =>
          this.db.read(() => this.dataOf(paper, activityId, language, subject, seal));
        const beside = wish.second && { data: await said(wish.second), language: wish.second };
        return this.render(paper.template ?? paper.kind, await said(wish.language), wish.language, format, beside);
      },
    };
  }

  private async dataOf(paper: Paper, activityId: string, language: PaperLanguage, subject: string, seal?: Seal) {
    const said = await inLanguage(language, () => paper.data(activityId, language, subject || null));
    const frame = this.frame(language, seal);
    // A seal is stronger than what the plan says of itself: number and day are those of the approval.
    const status = (said as Partial<PaperFrame>).status?.kind === 'edition' ? { status: said['status'] } : {};
    return (seal ? { ...said, ...frame, ...status } : { ...frame, ...said }) as PaperData & PaperFrame;
  }

  private async wordFile(template: string, language: PaperLanguage, format: DocumentFormat) {
    return format === 'docx' ? this.db.read(() => this.templates.of({ template, language })) : null;
  }

  private async inOwnWords(template: string, data: PaperData & PaperFrame, language: PaperLanguage) {
    const { letterhead, words } = await this.db.read(() => this.wording.of(template, language));
    return { data: { ...data, letterhead: { ...data.letterhead, ...letterhead } }, language, words };
  }
}
