import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { formatDay, formatDays } from '../../platform/i18n/format.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { namesOf } from '../language-names.js';
import { DocumentsQueries, type PaperStateRow } from '../documents.queries.js';
import { DocumentsService } from '../documents.service.js';
import { PaperRendering } from '../paper-rendering.service.js';
import type { DocumentPack, PackedPaper } from './document-pack.entity.js';
import type { PressedPaper } from './pack-press.js';

const TEMPLATE = 'pack-contents';

/** The papers of a pack as it takes them in, and the sheet that says what is in it. */
@Injectable()
export class PackPapers {
  constructor(
    private readonly db: Db,
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
    private readonly rendering: PaperRendering,
    private readonly activities: ActivitiesQueries,
  ) {}

  /** A paper in all its forms as it stands; where it cannot be printed, the paper with the reason. */
  async print(
    { activityId, language }: DocumentPack,
    paper: PackedPaper,
    number: number,
  ): Promise<{ paper: PackedPaper; pressed?: PressedPaper }> {
    const { pages: _pages, problem: _problem, ...asked } = paper;
    try {
      const made = await this.documents.asItStands({ activityId, ...asked });
      const stem = [String(number).padStart(2, '0'), asked.kind, asked.language].join('-');
      const files = Object.fromEntries([...made].map(([format, bytes]) => [`${stem}.${format}`, bytes]));
      const title = `${this.nameOf(asked, language)} · ${namesOf(asked.language)}`;
      return { paper: asked, pressed: { title, pdf: made.get('pdf')!, files } };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { paper: { ...asked, problem: { key: error.key, params: error.params } } };
    }
  }

  /** @param count the pages of a PDF: the sheet says where each paper begins, which its own length decides */
  async contents(
    pack: Pick<DocumentPack, 'activityId' | 'language' | 'papers'>,
    count: (pdf: Uint8Array) => Promise<number>,
  ): Promise<PressedPaper & { createdAt: string }> {
    const { language } = pack;
    const head = await this.db.read(() => this.activities.header(pack.activityId));
    const states = await this.db.read(() => this.queries.states(pack.activityId));
    const frame = this.rendering.frame(language);
    const data = (own: number) =>
      inLanguage(language, () => ({
        ...frame,
        status: {
          kind: 'asOf' as const,
          day: formatDay(Temporal.Now.plainDateISO(Current.institution.timeZone), 'long', language),
        },
        title: localized(head.title, language),
        dates: [formatDays(head.starts_on, head.ends_on, language), head.city].filter(Boolean).join(' · '),
        ...this.lists(pack, states, own),
      }));
    const print = (own: number) => this.rendering.render(TEMPLATE, data(own), language, 'pdf');
    let pdf = await print(1);
    const own = await count(pdf);
    if (own > 1) pdf = await print(own);
    const title = inLanguage(language, () => t('documents.pack.contents'));
    return { title, pdf, files: { '00-contents.pdf': pdf }, createdAt: frame.createdAt };
  }

  private lists({ papers, language }: Pick<DocumentPack, 'papers' | 'language'>, states: PaperStateRow[], own: number) {
    let page = own + 1;
    const inside = papers
      .filter(({ problem }) => !problem)
      .map((paper) => {
        const begins = page;
        page += paper.pages ?? 0;
        const standing = states.find(
          (one) => one.kind === paper.kind && one.language === paper.language && one.subject === paper.subject,
        );
        return {
          ...this.words(paper, language),
          standing: [
            t(`documents.state.${standing?.state ?? 'draft'}`),
            standing?.register_number && t('documents.number', { number: standing.register_number }),
          ]
            .filter(Boolean)
            .join(' · '),
          page: String(begins),
          pages: String(paper.pages ?? ''),
        };
      });
    const outside = papers
      .filter(({ problem }) => problem)
      .map((paper) => ({ ...this.words(paper, language), reason: t(paper.problem!.key, paper.problem!.params) }));
    return { papers: inside, missing: outside };
  }

  private words(paper: PackedPaper, language: DocumentPack['language']) {
    return { name: this.nameOf(paper, language), language: namesOf(paper.language) };
  }

  private nameOf({ kind, subjectName }: PackedPaper, language: DocumentPack['language']): string {
    const label = this.documents.labelOf(kind);
    return [inLanguage(language, () => t(label)), subjectName].filter(Boolean).join(': ');
  }
}
