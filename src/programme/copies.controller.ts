import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '../platform/errors.js';
import { seeOther, type SeeOther } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { day } from '../platform/web/form-values.js';
import { readForm } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { CopiesService } from './copies.service.js';
import { ProgrammeView } from './programme.view.js';

const CopyForm = z.strictObject({ from: z.union([z.literal('all').transform(() => null), day]), to: day });

/** A day or the whole programme on other dates. */
@Controller(':institution/activities/:activity/programme/copies')
@Can('programme.edit')
export class CopiesController {
  constructor(
    private readonly copies: CopiesService,
    private readonly view: ProgrammeView,
  ) {}

  @Post()
  async copy(@Param('activity') activityId: string, @Body() body: unknown): Promise<SeeOther> {
    const form = readForm(CopyForm, body);
    const base = this.view.base(activityId);
    if (!form.ok) {
      // What is wrong with a form is told to those alone who may plan this programme.
      await this.copies.planned(activityId);
      flash('programme.copy.which_day', {}, { kind: 'warning' });
      return seeOther(base);
    }
    try {
      const { key, count } = await this.copies.copy(activityId, form.data);
      flash('programme.copy.done', { count }, { kind: 'undo', undo: `${base}/copies/back?key=${key}` });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      flash(error.key, error.params, { kind: 'warning' });
    }
    return seeOther(base);
  }

  @Post('back')
  async back(@Param('activity') activityId: string, @Query('key') key: unknown): Promise<SeeOther> {
    await this.copies.takeBack(activityId, String(key));
    flash('programme.copy.taken_back');
    return seeOther(this.view.base(activityId));
  }
}
