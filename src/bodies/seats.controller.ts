import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PeopleQueries } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { told } from './bodies.controller.js';
import { SeatEndForm, SeatForm } from './bodies.forms.js';
import { BodiesService } from './bodies.service.js';
import { seatEndForm, seatForm } from './seats.pages.js';

const PEOPLE_OFFERED = 200;

/** Places in a body: given from a day, ended on a day. */
@Controller(':institution/bodies/:id/seats')
@Can('bodies.write')
export class SeatsController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly people: PeopleQueries,
  ) {}

  @Get('new')
  async blank(@Param('id') id: string, @Query('q') q?: string) {
    return this.form(id, undefined, q);
  }

  @Post()
  async give(@Param('id') bodyId: string, @Sent() sent: unknown) {
    const form = readForm(SeatForm, sent);
    if (!form.ok) return unprocessable(await this.form(bodyId, form));
    try {
      await this.bodies.addSeat({ bodyId, ...form.data });
    } catch (error) {
      return unprocessable(await this.form(bodyId, told(form, error)));
    }
    flash('bodies.seat.given');
    return seeOther(`/${Current.institution.slug}/bodies/${bodyId}`);
  }

  @Get(':seat/end')
  async askEnd(@Param('id') id: string, @Param('seat') seat: string) {
    return this.ending(id, seat);
  }

  @Post(':seat/end')
  async end(@Param('id') id: string, @Param('seat') seat: string, @Sent() sent: unknown) {
    const form = readForm(SeatEndForm, sent);
    if (!form.ok) return unprocessable(await this.ending(id, seat, form));
    try {
      await this.bodies.endSeat(id, seat, form.data.endsOn);
    } catch (error) {
      return unprocessable(await this.ending(id, seat, told(form, error)));
    }
    flash('bodies.seat.ended');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  private async form(id: string, form?: FormState, q?: string): Promise<string> {
    return this.db.read(async () => {
      const body = await this.bodies.get(id);
      const { rows, total } = await this.people.list({ q: q || undefined }, 1, PEOPLE_OFFERED);
      const title = t('bodies.seat.new');
      return page(seatForm({ body, form, people: rows, isCut: total > rows.length, q, title }), {
        title,
        section: 'bodies',
      });
    });
  }

  private async ending(id: string, seat: string, form?: FormState): Promise<string> {
    const title = t('bodies.seat.end');
    return page(seatEndForm({ body: await this.bodies.get(id), seat, form, title }), { title, section: 'bodies' });
  }
}
