import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Db } from '../platform/database/db.service.js';
import { Can } from '../platform/permissions/can.js';
import { type CommentRow, ReportComments } from './report-comments.service.js';
import { ReportPublications } from './report-publications.service.js';
import { REPORT_STATES } from './report.states.js';
import { ReportsQueries } from './reports.queries.js';

const Comment = z.object({
  id: z.uuid(),
  section: z.string(),
  content: z.string(),
  author: z.string().nullable(),
  createdAt: z.string(),
  resolvedAt: z.string().nullable(),
});
const CommentList = z.object({ items: z.array(Comment) });
const CommentBody = z.strictObject({ section: z.string().max(60), content: z.string().trim().min(1).max(4000) });

const CheckedCopy = z.object({
  state: z.enum(REPORT_STATES),
  /** Names exactly this copy: it is sent along when it is published. */
  hash: z.string(),
  suspects: z.array(z.object({ kind: z.string(), text: z.string() })),
  copy: z.unknown(),
});
const PublicationBody = z.strictObject({
  hash: z.string().length(64),
  /** Asked where something is or was public already. */
  reason: z.string().trim().max(1000).default(''),
});
const WithdrawalBody = z.strictObject({ because: z.string().trim().max(1000) });
const Step = z.object({ state: z.enum(REPORT_STATES) });

/** What is said to the parts of a report, and what of it is public. */
@Controller('api/v1/:institution/activities/:activityId/report')
@Can('activities.see')
export class ReportReviewApi {
  constructor(
    private readonly db: Db,
    private readonly reports: ReportsQueries,
    private readonly comments: ReportComments,
    private readonly publications: ReportPublications,
  ) {}

  /** In the order in which they were said, at most 500. */
  @Get('comments')
  @Answers(CommentList)
  said(@Param('activityId') activityId: string) {
    return this.all(activityId);
  }

  @Post('comments')
  @Answers(CommentList, 201)
  async say(
    @Param('activityId') activityId: string,
    @Body({ schema: CommentBody }) { section, content }: z.output<typeof CommentBody>,
  ) {
    await this.comments.say(activityId, section, content);
    return this.all(activityId);
  }

  @Post('comments/:comment/resolution')
  @HttpCode(200)
  @Answers(CommentList)
  async resolve(@Param('activityId') activityId: string, @Param('comment') id: string) {
    await this.comments.resolve(activityId, id);
    return this.all(activityId);
  }

  /** Exactly what would be public, and what in it looks as if it should not. */
  @Get('publication')
  @Can('reports.publish')
  @Answers(CheckedCopy)
  async check(@Param('activityId') activityId: string) {
    const { report, hash, suspects, copy } = await this.publications.check(activityId);
    return { state: report.state, hash, suspects, copy };
  }

  /** Publishes the copy of that hash, or puts it in the place of the one that stands. */
  @Post('publication')
  @HttpCode(200)
  @Can('reports.publish')
  @Answers(Step)
  async publish(
    @Param('activityId') activityId: string,
    @Body({ schema: PublicationBody }) { hash, reason }: z.output<typeof PublicationBody>,
  ) {
    const { state } = await this.publications.publish(activityId, hash, reason);
    return { state };
  }

  @Post('publication/withdrawals')
  @HttpCode(200)
  @Can('reports.publish')
  @Answers(Step)
  async withdraw(
    @Param('activityId') activityId: string,
    @Body({ schema: WithdrawalBody }) { because }: z.output<typeof WithdrawalBody>,
  ) {
    const { state } = await this.publications.withdraw(activityId, because);
    return { state };
  }

  private all(activityId: string): Promise<z.output<typeof CommentList>> {
    return this.db.read(async () => {
      const { report } = await this.reports.one(activityId);
      return { items: (await this.comments.of(report.id)).map(told) };
    });
  }
}

const told = ({ created_at, resolved_at, ...row }: CommentRow): z.output<typeof Comment> => ({
  ...row,
  createdAt: created_at.toString(),
  resolvedAt: resolved_at?.toString() ?? null,
});
