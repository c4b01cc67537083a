import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PeopleQueries } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { CommitteesForm, SeatEndForm, SeatForm } from '../bodies.forms.js';
import { BodiesQueries } from '../bodies.queries.js';
import { BodiesService } from '../bodies.service.js';
import { committeesForm, seatEndForm, seatForm } from './seats.pages.js';
import { SeatsService } from './seats.service.js';

const PEOPLE_OFFERED = 200;

/** Places in a body: given from a day, ended on a day. */
@Controller(':institution/bodies/:id/seats')
@Can('bodies.write')
export class SeatsController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly seats: SeatsService,
    private readonly queries: BodiesQueries,
    private readonly people: PeopleQueries,
  ) {}

  /** `?replaces=` fills the vacancy that a seat left. */
  @Get('new')
  async blank(
    @Param('id') id: string,
    @Query('q') q?: string,
    @Query('replaces') replaces?: string,
    @Query('side') side?: string,
  ) {
    const values = Object.fromEntries(
      Object.entries({ replaces, side }).filter(([, value]) => value),
    ) as FormState['values'];
    return this.form(id, { values, errors: {} }, q);
  }

  @Post()
  async give(@Param('id') bodyId: string, @Sent() sent: unknown) {
    const form = readForm(SeatForm, sent);
    if (!form.ok) return unprocessable(await this.form(bodyId, form));
    try {
      await this.seats.give({ bodyId, ...form.data });
    } catch (error) {
      return unprocessable(await this.form(bodyId, brokenRule(form, error)));
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
      await this.seats.end(id, seat, form.data.endsOn);
    } catch (error) {
      return unprocessable(await this.ending(id, seat, brokenRule(form, error)));
    }
    flash('bodies.seat.ended');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  @Get(':seat/committees')
  async askCommittees(@Param('id') id: string, @Param('seat') seat: string) {
    return this.db.read(async () => {
      const body = await this.bodies.get(id);
      const row = (await this.queries.seatsOf(id)).find((one) => one.id === seat);
      if (!row) throw new NotFound();
      const title = t('bodies.seat.committees');
      return page(committeesForm({ body, seat: row, title }), { title, section: 'bodies' });
    });
  }

  @Post(':seat/committees')
  async assign(@Param('id') id: string, @Param('seat') seat: string, @Sent() sent: unknown) {
    const form = readForm(CommitteesForm, sent);
    await this.seats.assign(id, seat, form.ok ? (form.data.committees ?? []) : []);
    flash('bodies.saved');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  private async form(id: string, form?: FormState, q?: string): Promise<string> {
    return this.db.read(async () => {
      const body = await this.bodies.get(id);
      const { rows, total } = await this.people.list({ q: q || undefined }, 1, PEOPLE_OFFERED);
      const seats = await this.queries.seatsOf(id);
      const title = t('bodies.seat.new');
      return page(seatForm({ body, form, people: rows, seats, isCut: total > rows.length, q, title }), {
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
