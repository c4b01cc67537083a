import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { maySee } from '../activities/activity.rules.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { Answers } from '../platform/api/answers.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { DoorEntries } from './attendance.forms.js';
import { AttendanceQueries, type GuestAtDoor } from './attendance.queries.js';
import { CheckInsService } from './check-ins.service.js';
import { DoorsService } from './doors.service.js';

const Attendance = z.object({
  closedAt: z.iso.datetime().nullable(),
  guests: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      state: z.string(),
      companions: z.int(),
      arrival: z.object({ id: z.uuid(), persons: z.int(), at: z.iso.datetime() }).nullable(),
    }),
  ),
  /** Who came without standing on the list. */
  others: z.array(
    z.object({ id: z.uuid(), name: z.string(), organisation: z.string(), persons: z.int(), at: z.iso.datetime() }),
  ),
});
const Outcomes = z.object({
  outcomes: z.array(z.object({ id: z.string(), outcome: z.enum(['in', 'already', 'out', 'refused']) })),
});

/** Who came: read, and noted by whatever counts at the door. */
@Controller('api/v1/:institution/invitations/:id/attendance')
@Can('attendance.see')
export class AttendanceApi {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly queries: AttendanceQueries,
    private readonly checkIns: CheckInsService,
    private readonly doors: DoorsService,
  ) {}

  @Get()
  @Answers(Attendance)
  async show(@Param('id') id: string): Promise<z.output<typeof Attendance>> {
    await this.activityOf(id);
    return this.attendance(id);
  }

  /** Entries as a telephone notes them, in their order; an `id` sent twice is taken once. */
  @Post()
  @HttpCode(200)
  @Can('attendance.take')
  @Answers(Outcomes)
  async take(@Param('id') id: string, @Body({ schema: DoorEntries }) { entries }: z.output<typeof DoorEntries>) {
    const activityId = await this.db.read(() => this.activityOf(id));
    return { outcomes: await this.checkIns.take(activityId, id, entries) };
  }

  /** Ends the occasion: who accepted and did not come is missed. Safe to repeat. */
  @Post('closure')
  @HttpCode(200)
  @Can('attendance.take')
  @Answers(Attendance)
  async close(@Param('id') id: string): Promise<z.output<typeof Attendance>> {
    await this.db.read(() => this.activityOf(id));
    await this.doors.close(id);
    return this.db.read(() => this.attendance(id));
  }

  private async attendance(id: string): Promise<z.output<typeof Attendance>> {
    return {
      closedAt: (await this.queries.closedAt(id))?.toString() ?? null,
      guests: (await this.queries.guests(id)).map(lineOf),
      others: (await this.queries.walkIns(id)).map(({ arrived_at: at, ...one }) => ({ ...one, at: at.toString() })),
    };
  }

  private async activityOf(invitationId: string): Promise<string> {
    const { activityId } = await this.db.one(Invitation, invitationId);
    const { body_id } = await this.activities.header(activityId);
    allow(maySee(Current.actor, { id: activityId, bodyId: body_id }));
    return activityId;
  }
}

const lineOf = ({ id, name, state, companions, check_in_id, persons, arrived_at }: GuestAtDoor) => ({
  id,
  name,
  state,
  companions,
  arrival: check_in_id && arrived_at ? { id: check_in_id, persons: persons ?? 1, at: arrived_at.toString() } : null,
});
