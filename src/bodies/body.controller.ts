import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { localized, t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { StepForm, taking } from './bodies.forms.js';
import { BodiesService } from './bodies.service.js';
import { bodyPage } from './body.page.js';
import { mayTake, mayWriteBody } from './body.rules.js';
import { stepsFrom } from './body.states.js';
import { BodyReadings } from './body-readings.queries.js';
import { stepForm } from './course/step.pages.js';

/** One body: as it stands, as it stood on a day, and its steps. */
@Controller(':institution/bodies/:id')
@Can('bodies.read')
export class BodyController {
  constructor(
    private readonly db: Db,
    private readonly bodies: BodiesService,
    private readonly readings: BodyReadings,
    private readonly permissions: PermissionsService,
  ) {}

  /** `?on=2025-03-01` reads it as of that day. */
  @Get()
  async show(@Param('id') id: string, @Query('on') asked?: string) {
    const reading = await this.readings.of(id, dayOf(asked));
    const { body } = reading;
    const { actor } = Current;
    const isNow = reading.on === null;
    return page(
      bodyPage({
        ...reading,
        steps: isNow ? stepsFrom(body.kind, body.state).filter((step) => mayTake(actor, step, id)) : [],
        mayWrite: isNow && mayWriteBody(actor, id) && !body.isOver,
        mayReadPeople: this.permissions.holds(actor, 'directory.read'),
      }),
      { title: localized(body.name), section: 'bodies' },
    );
  }

  @Get('steps/:step')
  async ask(@Param('id') id: string, @Param('step') step: string) {
    return this.asking(id, step);
  }

  /** A change of state, each under its own path: `POST /bodies/{id}/steps/constitution`. */
  @Post('steps/:step')
  async take(@Param('id') id: string, @Param('step') step: string, @Sent() sent: unknown) {
    const form = readForm(StepForm, sent);
    if (!form.ok) return unprocessable(await this.asking(id, step, form));
    try {
      await this.bodies.take(id, step, taking(form.data));
    } catch (error) {
      const state = brokenRule(form, error);
      // Where the step is no longer there, there is no form to show again.
      if ((error as DomainError).status === 409) throw error;
      return unprocessable(await this.asking(id, step, state));
    }
    flash('bodies.step-taken');
    return seeOther(`/${Current.institution.slug}/bodies/${id}`);
  }

  private async asking(id: string, name: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const body = await this.bodies.get(id);
      const step = stepsFrom(body.kind, body.state).find((one) => one.name === name);
      if (!step) throw new NotFound();
      allow(mayTake(Current.actor, step, id));
      const { checks, today } = await this.readings.forStep(body);
      const title = t(`bodies.step.${name}`);
      return page(stepForm({ body, step, form, checks, today, title }), { title, section: 'bodies' });
    });
  }
}

function dayOf(asked: string | undefined): Temporal.PlainDate | null {
  try {
    return asked ? Temporal.PlainDate.from(asked) : null;
  } catch {
    return null;
  }
}
