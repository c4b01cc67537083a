import { Body, Controller, Get, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { BodiesQueries } from '../../bodies/bodies.queries.js';
import { PeopleQueries } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { publicLanguages } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { UploadInterceptor, uploadOf } from '../../platform/imports/upload.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { Invitation } from '../invitation.entity.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { GuestSourcesPage } from './guest-sources.pages.js';
import { GuestSourcesQueries } from './guest-sources.queries.js';
import { GuestSources } from './guest-sources.service.js';

const FOUND = 30;
const BODIES = 200;
const PeopleForm = z.strictObject({ people: z.array(z.uuid()).min(1).max(FOUND) });
const BodyForm = z.strictObject({ bodyId: z.uuid() });
const OfficeForm = z.strictObject({
  postId: z.uuid(),
  language: z.enum(publicLanguages),
  email: z.string().max(254).optional(),
  careOf: z.string().max(200).optional(),
});

/** Guests out of the directory, a body, an office, or a file. */
@Controller(':institution/activities/:id/invitations/:invitation/sources')
@Can('invitations.manage')
export class GuestSourcesController {
  constructor(
    private readonly db: Db,
    private readonly sources: GuestSources,
    private readonly queries: GuestSourcesQueries,
    private readonly frame: InvitationFrame,
    private readonly people: PeopleQueries,
    private readonly bodies: BodiesQueries,
  ) {}

  @Get()
  show(@Param('id') id: string, @Param('invitation') invitation: string, @Query() asked: Record<string, unknown>) {
    return this.draw(id, invitation, asked);
  }

  @Post('people')
  addPeople(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const form = readForm(PeopleForm, body);
    return this.taken(id, invitation, form, () => this.sources.fromDirectory(invitation, form.data!.people));
  }

  @Post('body')
  addBody(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const form = readForm(BodyForm, body);
    return this.taken(id, invitation, form, () => this.sources.fromBody(invitation, form.data!.bodyId));
  }

  @Post('office')
  addOffice(@Param('id') id: string, @Param('invitation') invitation: string, @Body() body: unknown) {
    const form = readForm(OfficeForm, body);
    return this.taken(id, invitation, form, async () => {
      await this.sources.fromOffice(invitation, form.data!);
      return 1;
    });
  }

  @Post('file')
  @UseInterceptors(UploadInterceptor)
  async addFile(@Param('id') id: string, @Param('invitation') invitation: string, @Req() request: Request) {
    const upload = await uploadOf(request);
    const form = readForm(z.object({}), {});
    if (!upload) return this.refused(id, invitation, withError(form, 'file', t('platform.form.missing')));
    return this.taken(id, invitation, form, () => this.sources.fromFile(invitation, upload.bytes));
  }

  private async taken(
    id: string,
    invitationId: string,
    form: FormState & { ok: boolean },
    verb: () => Promise<number>,
  ): Promise<SeeOther | Unprocessable> {
    const { activityId } = await this.db.read(() => this.db.one(Invitation, invitationId));
    if (activityId !== id) throw new NotFound();
    if (!form.ok) return this.refused(id, invitationId, form);
    try {
      flash('invitations.done.added', { count: await verb() });
      return seeOther(`/${Current.institution.slug}/activities/${id}/invitations?invitation=${invitationId}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return this.refused(id, invitationId, withError(form, '', t(error.key, error.params)));
    }
  }

  private async refused(id: string, invitationId: string, form: FormState): Promise<Unprocessable> {
    return unprocessable(await this.db.read(() => this.draw(id, invitationId, {}, form)));
  }

  private async draw(id: string, invitationId: string, asked: Record<string, unknown>, form?: FormState) {
    const words = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim().slice(0, 100) : '');
    const framed = await this.frame.of(id, invitationId, 'sources');
    allow(framed.mayPlan);
    const q = words('q');
    const office = words('office');
    return page(
      <>
        {framed.head}
        <GuestSourcesPage
          path={`${framed.path}/sources`}
          q={q}
          office={office}
          people={q ? await this.people.find(q, FOUND) : []}
          offices={office ? await this.queries.offices(office) : []}
          bodies={(await this.bodies.list({}, 1, BODIES)).rows}
          form={form}
        />
      </>,
      { ...framed.options, title: t('invitations.sources.title') },
    );
  }
}
