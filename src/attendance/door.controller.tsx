import { Body, Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { InvitationFrame } from '../invitations/invitation-frame.queries.js';
import { Invitation, Recipient } from '../invitations/invitation.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { type SeeOther, seeOther } from '../platform/http/reply.js';
import { currentLanguage, localized } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { drawDocument } from '../platform/web/document.js';
import { offlineWorker } from '../platform/web/offline-worker.js';
import { DoorEntries } from './attendance.forms.js';
import { AttendanceQueries } from './attendance.queries.js';
import { CheckInsService } from './check-ins.service.js';
import { DoorPage } from './door.pages.js';

const CAMERA = 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()';

/** The list at the door, on a telephone that may lose its network: what it notes there it sends when it can. */
@Controller(':institution')
@Can('attendance.take')
export class DoorController {
  constructor(
    private readonly db: Db,
    private readonly checkIns: CheckInsService,
    private readonly queries: AttendanceQueries,
    private readonly frame: InvitationFrame,
  ) {}

  @Get('activities/:id/invitations/:invitation/attendance/door')
  @Header('Permissions-Policy', CAMERA)
  @Header('Cache-Control', 'private, no-cache')
  async show(@Param('id') id: string, @Param('invitation') invitationId: string): Promise<string> {
    const { invitation, activity, mayPlan, path } = await this.frame.of(id, invitationId, 'attendance');
    allow(mayPlan);
    const title = localized(invitation.subject);
    return drawDocument(
      <DoorPage
        title={title}
        path={`${path}/attendance`}
        guests={await this.queries.guests(invitationId)}
        walkIns={await this.queries.walkIns(invitationId)}
        zone={activity.time_zone}
      />,
      {
        title,
        language: currentLanguage(),
        accent: Current.institution.accent,
        stylesheet: 'app',
        script: true,
        bodyClass: 'at-door',
      },
    );
  }

  @Get('activities/:id/invitations/:invitation/attendance/door/worker.js')
  async worker(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Res() response: Response,
  ): Promise<void> {
    if ((await this.db.one(Invitation, invitation)).activityId !== id) throw new NotFound();
    const page = `/${Current.institution.slug}/activities/${encodeURIComponent(id)}/invitations/${encodeURIComponent(invitation)}/attendance/door`;
    response.setHeader('Service-Worker-Allowed', page);
    response.type('text/javascript').send(offlineWorker(`door-${invitation.slice(0, 36)}`, page));
  }

  /** Takes a telephone's queue, also an empty one, and tells how the list stands now: so telephones hear of each other. */
  @Post('activities/:id/invitations/:invitation/attendance/door/entries')
  async sync(
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @Body({ schema: DoorEntries }) { entries }: z.output<typeof DoorEntries>,
  ) {
    const outcomes = await this.checkIns.take(id, invitation, entries);
    const [guests, walkIns] = await this.db.read(async () => [
      await this.queries.guests(invitation),
      await this.queries.walkIns(invitation),
    ]);
    return {
      outcomes,
      guests: guests.map((guest) => ({
        id: guest.id,
        entry: guest.check_in_id,
        persons: guest.persons,
        at: guest.arrived_at?.toString() ?? null,
      })),
      walkIns: walkIns.length,
    };
  }

  /** Where the code on a guest's invitation leads: to him, on the list of his door. */
  @Get('check-in/:recipient')
  async scanned(@Param('recipient') recipient: string): Promise<SeeOther> {
    const guest = await this.db.one(Recipient, recipient);
    if (guest.state === 'cancelled') throw new NotFound();
    return seeOther(
      `/${Current.institution.slug}/activities/${guest.activityId}/invitations/${guest.invitationId}/attendance/door?guest=${guest.id}#g-${guest.id}`,
    );
  }
}
