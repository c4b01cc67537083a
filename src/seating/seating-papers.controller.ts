import { Controller, Get, Param } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { PAPER_LANGUAGES } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { Download } from '../platform/http/reply.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { SEATING_PAPERS, SeatingPapers } from './seating-papers.service.js';

/** Table plan and place cards of one table. */
@Controller(':institution/activities/:id/seating/:plan')
@Can('seating.see')
export class SeatingPapersController {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly papers: SeatingPapers,
  ) {}

  /** `table-plan-en.pdf` */
  @Get(':paper.pdf')
  async print(@Param('id') id: string, @Param('plan') plan: string, @Param('paper') asked: string): Promise<Download> {
    const row = await this.db.read(() => this.activities.header(id));
    allow(maySee(Current.actor, { id, bodyId: row.body_id }));
    const paper = SEATING_PAPERS.find((one) => asked.startsWith(`${one}-`));
    const language = PAPER_LANGUAGES.find((one) => asked === `${paper}-${one}`);
    if (!paper || !language) throw new NotFound();
    const bytes = await this.papers.render(paper, id, language, plan);
    return new Download(bytes, 'application/pdf', `${asked}.pdf`);
  }
}
