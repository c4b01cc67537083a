import { Body, Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../platform/errors.js';
import { type SeeOther, seeOther } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { ReportComments } from './report-comments.service.js';
import { reportPath } from './report-page.props.js';

const CommentForm = z.strictObject({ section: z.string().max(60), content: z.string().trim().min(1).max(4000) });

/** What is said to the parts of a report. */
@Controller(':institution/activities/:activityId/report/comments')
@Can('activities.see')
export class ReportCommentsController {
  constructor(private readonly comments: ReportComments) {}

  @Post()
  async say(@Param('activityId') activityId: string, @Body() body: unknown): Promise<SeeOther> {
    const form = readForm(CommentForm, body);
    if (!form.ok) throw new InvalidInput(Object.entries(form.errors).map(([path, message]) => ({ path, message })));
    await this.comments.say(activityId, form.data.section, form.data.content);
    flash('reports.flash.commented');
    return seeOther(`${reportPath(activityId)}#${form.data.section}`);
  }

  @Post(':comment/resolution')
  async resolve(@Param('activityId') activityId: string, @Param('comment') id: string): Promise<SeeOther> {
    await this.comments.resolve(activityId, id);
    return seeOther(reportPath(activityId));
  }
}
