import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mayPlan } from '../../activities/activity.rules.js';
import { type Paper, type PaperData, type PaperLanguage, Papers } from '../../activities/papers.registry.js';
import { ProgrammeQueries } from '../../programme/programme.queries.js';
import { ProgrammeDocumentQueries } from './programme-document.queries.js';

const BILINGUAL = ['programme', 'programme-guest', 'programme-press', 'programme-spouse'];

/** The programme for everybody who holds one, each with what is for his eyes. */
@Injectable()
export class ProgrammePapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly programme: ProgrammeQueries,
    private readonly data: ProgrammeDocumentQueries,
  ) {}

  onModuleInit(): void {
    // It bears what is noted inside and every confidential line: as on the page, for those who plan.
    this.add('programme', 10, (id, language) => this.data.working(id, language), mayPlan);
    this.add('programme-guest', 20, (id, language) => this.data.guest(id, language));
    this.add('programme-pocket', 30, (id, language) => this.data.guest(id, language, 'pocket'));
    this.add('programme-drivers', 40, (id, language) => this.data.transport(id, language));
    this.add('programme-press', 50, (id, language) => this.data.guest(id, language, 'press'));
    this.add('programme-spouse', 60, (id, language) => this.data.guest(id, language, 'spouse'));
    this.add('transport-plan', 10, (id, language) => this.data.transport(id, language));
  }

  private add(
    kind: string,
    order: number,
    data: (id: string, language: PaperLanguage) => Promise<PaperData | object>,
    maySee?: Paper['maySee'],
  ): void {
    this.papers.register({
      kind,
      label: `documents.kind.${kind.replace('-', '_')}`,
      group: kind === 'transport-plan' ? 'travel' : 'programmes',
      order,
      isBilingual: BILINGUAL.includes(kind),
      ...(maySee ? { maySee } : {}),
      missing: async (activityId) =>
        (await this.programme.items(activityId)).length > 0 ? null : 'documents.missing.programme',
      data: async (activityId, language) => ({ ...(await data(activityId, language)) }) as PaperData,
    });
  }
}
