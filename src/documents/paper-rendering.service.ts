import { Injectable } from '@nestjs/common';
import type { Paper, PaperData, PaperLanguage } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { formatDay } from '../platform/i18n/format.js';
import { inLanguage } from '../platform/i18n/translate.js';
import { letterheadOf } from './document-frame.js';
import type { DocumentFormat } from './document.entity.js';
import type { DocumentSource, LetterKey, LetterSource, Seal } from './document-sources.registry.js';
import type { Layout } from './layout/block.js';
import { hasLetterText, letterText, OWN_TEXT } from './layout/letter.js';
import { Photographs } from './photographs.service.js';
import { type Labels, labelsOf, layoutOf } from './rendering/labels.js';
import { type PaperFrame, picturePaper, renderPaper } from './rendering/paper.js';
import { fromPlainText } from './rendering/rich-text.js';
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
    private readonly photographs: Photographs,
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
    const [ours, theirs] = bothWritten(template, first, second);
    return renderPaper(template, ours.data, format, { ...ours, beside: theirs });
  }

  /** A registered kind of paper as a source of documents. */
  sourceOf(paper: Paper): DocumentSource {
    const template = paper.template ?? paper.kind;
    const layout = layoutOf(template);
    return {
      ...paper,
      formats: ['pdf', 'docx'],
      fileName: paper.kind,
      ...(layout && hasLetterText(layout) ? { letter: this.letterOf(paper, layout) } : {}),
      render: async (activityId, { format, subject, seal, ...wish }) => {
        const said = (language: PaperLanguage) =>
          this.db.read(() => this.dataOf(paper, { activityId, language, subject }, seal));
        const beside = wish.second && { data: await said(wish.second), language: wish.second };
        return this.render(template, await said(wish.language), wish.language, format, beside);
      },
    };
  }

  private letterOf(paper: Paper, layout: Layout): LetterSource {
    const template = paper.template ?? paper.kind;
    const worded = async (key: LetterKey) => {
      const language = key.language as PaperLanguage;
      return this.inOwnWords(template, await this.db.read(() => this.dataOf(paper, { ...key, language })), language);
    };
    return {
      text: async (key) => {
        const { data, language, words } = await worded(key);
        return letterText(layout, { ...labelsOf(template, language), ...words }, data);
      },
      picture: async (key, text) => {
        const { data, ...options } = await worded(key);
        return picturePaper(template, { ...data, ...ownText(text) }, options);
      },
    };
  }

  private async dataOf(paper: Paper, key: LetterKey & { language: PaperLanguage }, seal?: Seal) {
    const { activityId, language, subject } = key;
    const known = await inLanguage(language, () => paper.data(activityId, language, subject || null));
    const plan = await this.photographs.fill(known);
    const said: PaperData = { ...plan, ...ownText(await this.writtenFor(paper, key)) };
    const frame = this.frame(language, seal);
    // A seal is stronger than what the plan says of itself: number and day are those of the approval.
    const status = (said as Partial<PaperFrame>).status?.kind === 'edition' ? { status: said['status'] } : {};
    return (seal ? { ...said, ...frame, ...status } : { ...frame, ...said }) as PaperData & PaperFrame;
  }

  private async writtenFor({ kind, template }: Paper, { activityId, language, subject }: LetterKey) {
    const layout = layoutOf(template ?? kind);
    if (!layout || !hasLetterText(layout)) return null;
    const [written] = await this.db.rows<{ own_text: string | null }>(
      `select own_text from document
        where institution_id = $1 and activity_id = $2 and kind = $3 and language = $4 and subject = $5`,
      [Current.institutionId, activityId, kind, language, subject],
    );
    return written?.own_text ?? null;
  }

  private async wordFile(template: string, language: PaperLanguage, format: DocumentFormat) {
    return format === 'docx' ? this.db.read(() => this.templates.of({ template, language })) : null;
  }

  private async inOwnWords(template: string, data: PaperData & PaperFrame, language: PaperLanguage) {
    const { letterhead, words } = await this.db.read(() => this.wording.of(template, language));
    return { data: { ...data, letterhead: { ...data.letterhead, ...letterhead } }, language, words };
  }
}

const ownText = (text: string | null) => (text ? { [OWN_TEXT]: fromPlainText(text) } : {});

interface Spoken {
  data: PaperData & PaperFrame;
  language: PaperLanguage;
  words: Labels;
}

/** Where one of two languages has a text of its own, that of the other is told as one text too: they stand side by side. */
function bothWritten(template: string, ...both: [Spoken, Spoken]): [Spoken, Spoken] {
  const layout = layoutOf(template);
  if (!layout || !both.some(({ data }) => data[OWN_TEXT])) return both;
  return both.map((one) => {
    if (one.data[OWN_TEXT]) return one;
    const text = letterText(layout, { ...labelsOf(template, one.language), ...one.words }, one.data);
    return { ...one, data: { ...one.data, ...ownText(text) } };
  }) as [Spoken, Spoken];
}
