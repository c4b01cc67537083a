import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { InvitationFrame } from '../invitations/invitation-frame.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { AttendancePage } from './attendance.pages.js';
import { AttendanceQueries } from './attendance.queries.js';
import { ArrivalForm, WalkInForm } from './attendance.forms.js';
import { CheckInsService } from './check-ins.service.js';
import { DoorsService } from './doors.service.js';

/** Who came: the count for the desk, with what the door does from a telephone. */
@Controller(':institution/activities/:id/invitations/:invitation/attendance')
@Can('attendance.see')
export class AttendanceController {
  constructor(
    private readonly db: Db,
    private readonly checkIns: CheckInsService,
    private readonly doors: DoorsService,
    private readonly queries: AttendanceQueries,
    private readonly frame: InvitationFrame,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('invitation') invitation: string): Promise<string> {
    return this.draw(id, invitation);
  }

  @Post('arrivals')
  @Can('attendance.take')
  async arrive(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const form = readForm(ArrivalForm, body);
    if (!form.ok) throw new NotFound();
    const at = Temporal.Now.instant();
    await this.checkIns.take(id, invitation, [{ kind: 'in', id: randomUUIDv7(), at, ...form.data }]);
    return seeOther(this.path(id, invitation));
  }

  @Post('arrivals/:arrival/undo')
  @Can('attendance.take')
  async undo(@Param('id') id: string, @Param('invitation') invitation: string, @Param('arrival') arrival: string) {
    const at = Temporal.Now.instant();
    await this.checkIns.take(id, invitation, [{ kind: 'out', id: randomUUIDv7(), of: arrival, at }]);
    return seeOther(this.path(id, invitation));
  }

  @Post('walk-ins')
  @Can('attendance.take')
  async walkIn(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(WalkInForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(id, invitation, form)));
    const { organisation = '', ...rest } = form.data;
    const at = Temporal.Now.instant();
    await this.checkIns.take(id, invitation, [{ kind: 'walk_in', id: randomUUIDv7(), at, organisation, ...rest }]);
    return seeOther(this.path(id, invitation));
  }

  @Post('closure')
  @Can('attendance.take')
  async close(@Param('id') id: string, @Param('invitation') invitation: string) {
    await this.db.read(() => this.frame.of(id, invitation, 'attendance'));
    await this.doors.close(invitation);
    flash('attendance.done.closed');
    return seeOther(this.path(id, invitation));
  }

  private async draw(id: string, invitationId: string, form?: FormState): Promise<string> {
    const framed = await this.frame.of(id, invitationId, 'attendance');
    return page(
      <>
        {framed.head}
        <AttendancePage
          path={`${framed.path}/attendance`}
          mayTake={framed.mayPlan}
          guests={await this.queries.guests(invitationId)}
          walkIns={await this.queries.walkIns(invitationId)}
          closedAt={await this.queries.closedAt(invitationId)}
          startsAt={framed.entry?.startsAt ?? null}
          zone={framed.activity.time_zone}
          form={form}
        />
      </>,
      { ...framed.options, title: t('attendance.title') },
    );
  }

  private path(id: string, invitation: string): string {
    return `/${Current.institution.slug}/activities/${id}/invitations/${invitation}/attendance`;
  }
}
