import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ReasonForm } from './activities.forms.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { holdsFor, isOpen, mayPlan } from './activity.rules.js';
import { VersionsPage } from './versions.pages.js';
import { VersionsQueries } from './versions.queries.js';
import { VersionsService } from './versions.service.js';

/** What was approved of an activity, version by version. */
@Controller(':institution/activities/:id/versions')
@Can('activities.see')
export class VersionsController {
  constructor(
    private readonly db: Db,
    private readonly versions: VersionsService,
    private readonly queries: VersionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  list(@Param('id') id: string): Promise<string> {
    return this.draw(id);
  }

  @Post()
  propose(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, body, 'activities.versions.proposed', (reason) => this.versions.propose(id, reason));
  }

  @Post(':version/approval')
  approve(@Param('id') id: string, @Param('version') version: string): Promise<SeeOther | Unprocessable> {
    return this.act(id, {}, 'activities.versions.approved', () => this.versions.decide(id, version, null));
  }

  @Post(':version/refusal')
  refuse(
    @Param('id') id: string,
    @Param('version') version: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    return this.act(id, body, 'activities.versions.refused', (reason) => this.versions.decide(id, version, reason));
  }

  @Post(':version/withdrawal')
  withdraw(@Param('id') id: string, @Param('version') version: string): Promise<SeeOther | Unprocessable> {
    return this.act(id, {}, 'activities.versions.withdrawn', () => this.versions.withdraw(id, version));
  }

  private async act(
    id: string,
    body: unknown,
    done: string,
    verb: (reason: string) => Promise<unknown>,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(ReasonForm, body);
    if (!form.ok) return unprocessable(await this.draw(id, form));
    try {
      await verb(form.data.reason ?? '');
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const said = { values: form.values, errors: { [error.field ?? '']: t(error.key, error.params) } };
      return unprocessable(await this.draw(id, said), error.status);
    }
    flash(done);
    return seeOther(`/${Current.institution.slug}/activities/${id}/versions`);
  }

  private draw(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const activity = await this.frame.of(id, 'versions', { ownPrimary: true });
      const row = await this.activities.header(id);
      const place = { id, bodyId: row.body_id };
      const props = {
        activityId: id,
        rows: await this.queries.of(id),
        changes: await this.queries.changed(id),
        mayPropose: isOpen(row) && mayPlan(Current.actor, place),
        mayDecide: holdsFor(Current.actor, ['approver'], place),
        form,
      };
      return page(<VersionsPage {...props} />, {
        title: t('activities.versions.title'),

        activity,
      });
    });
  }
}
