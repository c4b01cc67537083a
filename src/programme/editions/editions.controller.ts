import { Body, Controller, Param, Post } from '@nestjs/common';
import { DomainError } from '../../platform/errors.js';
import { Db } from '../../platform/database/db.service.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { readForm, withError } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { EditionsService } from './editions.service.js';
import { MoveForm, RequestForm } from '../programme.forms.js';
import { type ChosenPart, ProgrammeView } from '../programme.view.js';
import { RequestedMeetingsService } from '../requested-meetings.service.js';

type Reply = Promise<SeeOther | Unprocessable>;

/** Releasing, and the meetings that wait at the side. */
@Controller(':institution/activities/:activity/programme')
@Can('programme.edit')
export class EditionsController {
  constructor(
    private readonly db: Db,
    private readonly editions: EditionsService,
    private readonly requests: RequestedMeetingsService,
    private readonly view: ProgrammeView,
  ) {}

  @Post('editions')
  async release(@Param('activity') activityId: string): Reply {
    return this.orAgain(activityId, {}, async () => {
      const { number } = await this.editions.release(activityId);
      flash('programme.done.released', { number });
      return seeOther(this.view.base(activityId));
    });
  }

  @Post('meetings')
  async ask(@Param('activity') activityId: string, @Body() body: unknown): Reply {
    const form = readForm(RequestForm, body);
    if (!form.ok) return this.again(activityId, { ask: true, form });
    return this.orAgain(activityId, { ask: true, form }, async () => {
      await this.requests.ask(activityId, form.data);
      flash('programme.done.asked');
      return seeOther(this.view.base(activityId));
    });
  }

  @Post('meetings/:meeting/placement')
  async place(
    @Param('activity') activityId: string,
    @Param('meeting') meetingId: string,
    @Body() body: unknown,
  ): Reply {
    const form = readForm(MoveForm, body);
    if (!form.ok) return this.again(activityId, { place: meetingId, form });
    return this.orAgain(activityId, { place: meetingId, form }, async () => {
      const { item } = await this.requests.place(meetingId, form.data.start);
      flash('programme.done.placed');
      return seeOther(`${this.view.base(activityId)}?line=${item.id}`);
    });
  }

  @Post('meetings/:meeting/refusal')
  async refuse(@Param('activity') activityId: string, @Param('meeting') meetingId: string): Reply {
    await this.requests.decline(meetingId);
    flash('programme.done.refused');
    return seeOther(this.view.base(activityId));
  }

  private async orAgain(activityId: string, part: ChosenPart, work: () => Promise<SeeOther>): Reply {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const sentence = t(error.key, error.params);
      if (!part.form) flash(error.key, error.params, { kind: 'warning' });
      if (!part.form) return seeOther(this.view.base(activityId));
      return this.again(activityId, { ...part, form: withError(part.form, error.field ?? '', sentence) }, error.status);
    }
  }

  private async again(activityId: string, part: ChosenPart, status = 422): Promise<Unprocessable> {
    return unprocessable(await this.db.read(() => this.view.draw(activityId, part)), status);
  }
}
