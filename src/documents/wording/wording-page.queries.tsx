import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/database/db.service.js';
import { t } from '../../platform/i18n/translate.js';
import { page } from '../../platform/web/page.js';
import { commonLabels, type Labels, labelsOf, sampleOf } from '../rendering/labels.js';
import { fieldsOf, placesOfTemplate, type TemplateFault } from '../rendering/word-template.js';
import type { PaperFrame } from '../rendering/document-data.js';
import { WordTemplates } from '../word-templates/word-templates.service.js';
import type { WhichPaper } from './which-paper.js';
import { WordingPage } from './wording.pages.js';
import { LETTERHEAD, LETTERHEAD_FIELDS } from './wording.rules.js';
import { WordingService } from './wording.service.js';

/** What is drawn beside what stands: what was typed, and what is wrong with it. */
export interface Refused {
  typed?: Labels;
  problem?: { field: string; sentence: string };
  faults?: readonly TemplateFault[];
}

/** The settings of a paper: its words and its Word file. */
@Injectable()
export class WordingPages {
  constructor(
    private readonly db: Db,
    private readonly wording: WordingService,
    private readonly templates: WordTemplates,
  ) {}

  draw(which: WhichPaper, { typed, problem, faults = [] }: Refused = {}): Promise<string> {
    return this.db.read(async () => {
      const { template, language } = which;
      const versions = await this.wording.versions(template, language);
      const isLetterhead = template === LETTERHEAD;
      const shipped = isLetterhead
        ? Object.fromEntries(LETTERHEAD_FIELDS.map((field) => [field, '']))
        : labelsOf(template, language);
      const common = Object.keys(commonLabels(language));
      const words = typed ?? { ...shipped, ...versions[0]?.words };
      const word = isLetterhead
        ? undefined
        : {
            versions: await this.templates.versions(which),
            places: placesOfTemplate(template),
            sample: fieldsOf(template, sampleOf<PaperFrame>(template, language), shipped),
            faults,
            problem: problem?.field === 'file' ? problem.sentence : undefined,
          };
      return page(<WordingPage {...{ template, language, shipped, words, common, versions, problem, word }} />, {
        title: t('documents.wording.title'),
        section: 'settings',
      });
    });
  }
}
