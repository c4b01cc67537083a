import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { CounterpartLinksService } from './counterpart-links.service.js';
import { AcceptForm, DeclineForm, LinkForm } from './counterpart.forms.js';
import { CounterpartReviewService } from './counterpart-review.service.js';
import { CounterpartView } from './counterpart.view.js';

/** Staff make and withdraw the links, and take over what came, line by line. */
@Controller(':institution/activities/:id/counterpart')
@Can('activities.plan')
export class CounterpartReviewController {
  constructor(
    private readonly db: Db,
    private readonly links: CounterpartLinksService,
    private readonly review: CounterpartReviewService,
    private readonly view: CounterpartView,
  ) {}

  @Get()
  show(@Param('id') id: string): Promise<string> {
    return this.view.page(id);
  }

  @Post('links')
  async make(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(LinkForm, body);
    if (!form.ok) return this.again(id, form);
    try {
      await this.links.make(id, form.data);
    } catch (error) {
      return this.again(id, brokenRule(form, error));
    }
    flash('logistics.list.made');
    return seeOther(listOf(id));
  }

  @Post('links/:link/withdrawal')
  async revoke(@Param('id') id: string, @Param('link') linkId: string): Promise<SeeOther> {
    await this.links.revoke(id, linkId);
    flash('logistics.list.revoked');
    return seeOther(listOf(id));
  }

  @Post('lines/:counterpartLine/acceptance')
  accept(@Param('id') id: string, @Param('counterpartLine') lineId: string, @Body() body: unknown) {
    const form = readForm(AcceptForm, body);
    return this.decide(id, form, () => this.review.accept(id, lineId, form.data?.personId ?? null));
  }

  @Post('lines/:counterpartLine/refusal')
  decline(@Param('id') id: string, @Param('counterpartLine') lineId: string, @Body() body: unknown) {
    const form = readForm(DeclineForm, body);
    return this.decide(id, form, () => this.review.decline(id, lineId, form.data?.reason ?? ''));
  }

  private async decide(id: string, form: FormState, verb: () => Promise<void>): Promise<SeeOther | Unprocessable> {
    try {
      await verb();
    } catch (error) {
      const { errors } = brokenRule(form, error);
      const said = { values: {}, errors: { '': Object.values(errors).join(' ') } };
      return this.again(id, said, error instanceof DomainError ? error.status : 422);
    }
    flash('logistics.list.done');
    return seeOther(listOf(id));
  }

  private async again(id: string, form: FormState, status?: number): Promise<Unprocessable> {
    return unprocessable(await this.db.read(() => this.view.page(id, form)), status);
  }
}

const listOf = (id: string) => `/${Current.institution.slug}/activities/${id}/counterpart`;
